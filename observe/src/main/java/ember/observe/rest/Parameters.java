// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.rest;

import ember.observe.web.Request;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads parameters as Spark does, with its answers to those that cannot be read. */
final class Parameters {
    private static final DateTimeFormatter SHOWN = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSz", Locale.ROOT);

    private Parameters() {}

    /** A time as Spark writes it. */
    static String date(long millis) {
        return SHOWN.format(Instant.ofEpochMilli(millis));
    }

    /** A day, or a time with its zone, in milliseconds. */
    static long date(Request request, String name, long otherwise) {
        String text = request.parameter(name, "");
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            return text.indexOf('T') > 0
                    ? Instant.from(TIME.parse(text)).toEpochMilli()
                    : LocalDate.parse(text)
                            .atStartOfDay(ZoneOffset.UTC)
                            .toInstant()
                            .toEpochMilli();
        } catch (DateTimeParseException e) {
            throw RestException.badRequest("Couldn't parse date: " + text);
        }
    }

    static int number(Request request, String name, int otherwise) {
        String text = request.parameter(name, "");
        try {
            return text.isEmpty() ? otherwise : Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw RestException.noSuchResource();
        }
    }

    static boolean flag(Request request, String name, boolean otherwise) {
        String text = request.parameter(name, "");
        return text.isEmpty() ? otherwise : text.equalsIgnoreCase("true");
    }

    static double[] quantiles(Request request, String otherwise) {
        String[] parts = request.parameter("quantiles", otherwise).split(",", -1);
        double[] quantiles = new double[parts.length];
        for (int i = 0; i < parts.length; i++) {
            try {
                quantiles[i] = Double.parseDouble(parts[i].strip());
            } catch (NumberFormatException e) {
                throw RestException.badRequest(
                        "Bad value for parameter \"quantiles\".  Expected a double, got \"" + parts[i] + "\"");
            }
        }
        return quantiles;
    }

    /** What is asked for by names of an enumeration, in any case; all, if nothing is. */
    static <E extends Enum<E>> Set<E> wanted(Request request, String name, Class<E> kind) {
        List<String> names = request.parameters(name);
        if (names.isEmpty()) {
            return EnumSet.allOf(kind);
        }
        Set<E> wanted = EnumSet.noneOf(kind);
        for (String one : names) {
            try {
                wanted.add(Enum.valueOf(kind, one.toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException e) {
                throw RestException.noSuchResource();
            }
        }
        return wanted;
    }
}
