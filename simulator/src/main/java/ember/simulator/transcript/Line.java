// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.simulator.transcript;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A command of a transcript, taken apart: {@code verb key=value key=value flag "text" group(key=value)}.
 *
 * @param verb the first word
 * @param options key and value of each option, in order; a flag has the value ""
 * @param groups what stands in parentheses, each with the word before it as verb
 * @param text what stands between quotation marks; null: nothing does
 */
record Line(
        String verb,
        List<Option> options,
        List<Line> groups,
        @Nullable String text) {
    record Option(String key, String value) {}

    static Line parse(String line) {
        int space = end(line, 0, ' ');
        return parse(line.substring(0, space), line.substring(space));
    }

    private static Line parse(String verb, String rest) {
        List<Option> options = new ArrayList<>();
        List<Line> groups = new ArrayList<>();
        String text = null;
        int at = 0;
        while (at < rest.length()) {
            char next = rest.charAt(at);
            if (next == ' ') {
                at++;
            } else if (next == '"') {
                int close = end(rest, at + 1, '"');
                text = rest.substring(at + 1, close);
                at = close + 1;
            } else {
                int wordEnd = end(rest, at, ' ');
                int open = rest.indexOf('(', at);
                if (open >= 0 && open < wordEnd) {
                    int close = end(rest, open, ')');
                    groups.add(parse(rest.substring(at, open), rest.substring(open + 1, close)));
                    at = close + 1;
                } else {
                    options.add(option(rest.substring(at, wordEnd)));
                    at = wordEnd;
                }
            }
        }
        return new Line(verb, List.copyOf(options), List.copyOf(groups), text);
    }

    private static Option option(String word) {
        int equals = word.indexOf('=');
        return equals < 0 ? new Option(word, "") : new Option(word.substring(0, equals), word.substring(equals + 1));
    }

    private static int end(String text, int from, char stop) {
        int at = text.indexOf(stop, from);
        return at < 0 ? text.length() : at;
    }

    boolean has(String key) {
        return find(key) != null;
    }

    private @Nullable String find(String key) {
        for (Option option : options) {
            if (option.key().equals(key)) {
                return option.value();
            }
        }
        return null;
    }

    /** The value of an option that must be there. */
    String get(String key) {
        String value = find(key);
        if (value == null) {
            throw new IllegalArgumentException("'" + verb + "' needs " + key + "=");
        }
        return value;
    }

    String get(String key, String otherwise) {
        String value = find(key);
        return value == null ? otherwise : value;
    }

    int number(String key) {
        return Integer.parseInt(get(key));
    }

    int number(String key, int otherwise) {
        return has(key) ? number(key) : otherwise;
    }

    /** Every value of a repeated option. */
    List<Integer> numbers(String key) {
        List<Integer> numbers = new ArrayList<>();
        for (Option option : options) {
            if (option.key().equals(key)) {
                numbers.add(Integer.parseInt(option.value()));
            }
        }
        return numbers;
    }

    /** The numbers of a list such as {@code 1,2}. */
    static List<Integer> list(String value) {
        List<Integer> numbers = new ArrayList<>();
        for (String number : value.split(",", -1)) {
            numbers.add(Integer.parseInt(number.trim()));
        }
        return numbers;
    }
}
