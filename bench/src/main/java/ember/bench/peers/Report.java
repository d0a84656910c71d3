// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.bench.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Prints rows as they come, then ratios and their mean; writes them as JSON and as a chart. */
final class Report {
    private static final double NANOS_PER_MILLI = 1e6;
    private static final int ROW_PIXELS = 22;
    private static final int LABEL_PIXELS = 130;
    private static final int DECADE_PIXELS = 150;
    private static final int WIDTH_PIXELS = 720;

    private final Setting setting;
    private final List<Row> rows = new ArrayList<>();

    Report(Setting setting) {
        this.setting = setting;
        System.out.println(
                "JDK " + Runtime.version() + ", " + Runtime.getRuntime().availableProcessors() + " processors, "
                        + setting.times() + " JVMs of each, medians in ms"
                        + (setting.isShort() ? ", SHORT: shows agreement, not speed" : "")
                        + (setting.jvmOptions().isEmpty() ? "" : ", " + String.join(" ", setting.jvmOptions())));
        StringBuilder head = new StringBuilder(String.format(Locale.ROOT, "%-14s %11s", "workload", "records"));
        for (Side side : setting.sides()) {
            head.append(String.format(Locale.ROOT, " %10s", side.title));
        }
        System.out.println(head.append("   Spark/Ember plain/Ember  spread"));
    }

    void add(Row row) {
        rows.add(row);
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-14s %11d", row.name(), row.records()));
        for (Side side : setting.sides()) {
            long median = row.median(side);
            line.append(
                    median == 0
                            ? String.format(Locale.ROOT, " %10s", "-")
                            : String.format(Locale.ROOT, " %10.1f", median / NANOS_PER_MILLI));
        }
        line.append(String.format(
                Locale.ROOT,
                "   %11s %11s  %6.2f  %s",
                times(row.ratio(Side.SPARK)),
                times(row.ratio(Side.PLAIN)),
                row.spread(Side.EMBER),
                row.says()));
        System.out.println(line);
    }

    private static String times(double ratio) {
        return ratio == 0 ? "-" : String.format(Locale.ROOT, "%.2fx", ratio);
    }

    /** The geometric mean of the data workloads' ratios to Spark; 0: Spark did not run. */
    private double mean() {
        double logs = 0;
        int count = 0;
        for (Row row : rows) {
            if (row.kind() != Workload.Kind.OVERHEAD && row.ratio(Side.SPARK) > 0) {
                logs += Math.log(row.ratio(Side.SPARK));
                count++;
            }
        }
        return count == 0 ? 0 : Math.exp(logs / count);
    }

    void end(Path directory) throws IOException {
        System.out.println("geometric mean of the data workloads, Spark/Ember: " + times(mean()));
        Files.createDirectories(directory);
        Path json = directory.resolve("peers.json");
        Files.writeString(json, json());
        Path chart = directory.resolve("peers.svg");
        Files.writeString(chart, chart());
        System.out.println("written: " + json + " and " + chart);
    }

    private String json() {
        StringBuilder json = new StringBuilder();
        json.append(String.format(
                Locale.ROOT,
                "{\"jdk\": \"%s\", \"processors\": %d, \"short\": %b, \"options\": \"%s\", \"rows\": [",
                Runtime.version(),
                Runtime.getRuntime().availableProcessors(),
                setting.isShort(),
                String.join(" ", setting.jvmOptions())));
        String comma = "";
        for (Row row : rows) {
            json.append(String.format(
                    Locale.ROOT, "%s%n  {\"name\": \"%s\", \"records\": %d", comma, row.name(), row.records()));
            row.nanos()
                    .forEach((side, nanos) ->
                            json.append(String.format(Locale.ROOT, ", \"%sNanos\": %s", side.title, nanos)));
            json.append('}');
            comma = ",";
        }
        return json.append("\n]}\n").toString();
    }

    /** Bars of how many times as long Spark takes as Ember, on a logarithmic scale. */
    private String chart() {
        int height = (rows.size() + 2) * ROW_PIXELS;
        StringBuilder svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" font-family=\"sans-serif\" font-size=\"13\">%n"
                        + "<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>%n"
                        + "<text x=\"%d\" y=\"16\">times as fast as Apache Spark (logarithmic)</text>%n",
                WIDTH_PIXELS,
                height,
                LABEL_PIXELS));
        int y = ROW_PIXELS;
        for (Row row : rows) {
            double ratio = row.ratio(Side.SPARK);
            int pixels = ratio <= 1 ? 1 : (int) (Math.log10(ratio) * DECADE_PIXELS);
            svg.append(String.format(
                    Locale.ROOT,
                    "<text x=\"4\" y=\"%d\">%s</text><rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"15\" fill=\"#e25a1c\"/>"
                            + "<text x=\"%d\" y=\"%d\">%s</text>%n",
                    y + 15,
                    row.name(),
                    LABEL_PIXELS,
                    y + 3,
                    pixels,
                    LABEL_PIXELS + pixels + 6,
                    y + 15,
                    times(ratio)));
            y += ROW_PIXELS;
        }
        return svg.append("</svg>\n").toString();
    }
}
