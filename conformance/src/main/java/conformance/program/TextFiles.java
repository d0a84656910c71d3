// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package conformance.program;

import conformance.pipeline.Show;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.apache.spark.api.java.JavaSparkContext;

/** Random files of text, cut into partitions: which partition has which lines. */
public final class TextFiles {
    private static final int CASES = 150;
    private static final int MOST_FILES = 3;
    private static final int MOST_PARTITIONS = 12;
    private static final String BYTE_ORDER_MARK = "\ufeff";
    private static final String[] PARTS = {
        "\n",
        "\n",
        "\r\n",
        "\r\n",
        "\r",
        "\r",
        "\r\r\n",
        "a",
        "bc",
        "def ghi",
        "ä",
        "\ud83d\ude00",
        "\t",
        "",
        "end.",
        BYTE_ORDER_MARK
    };

    private TextFiles() {}

    /** @param directory not there, or empty */
    public static Map<String, Callable<Object>> splits(JavaSparkContext context, Path directory, long seed)
            throws IOException {
        Random random = new Random(seed);
        Map<String, Callable<Object>> all = new LinkedHashMap<>();
        for (int i = 0; i < CASES; i++) {
            Path folder = Files.createDirectories(directory.resolve(seed + "-" + i));
            List<String> paths = new ArrayList<>();
            List<String> texts = new ArrayList<>();
            for (int f = random.nextInt(MOST_FILES); f >= 0; f--) {
                byte[] bytes = bytes(random);
                Path file = folder.resolve("file-" + f + ".txt");
                Files.write(file, bytes);
                // Spark takes several paths in the order in which they are named.
                paths.add(file.toString());
                texts.add(Show.text(new String(bytes, StandardCharsets.UTF_8)));
            }
            int partitions = random.nextInt(MOST_PARTITIONS);
            String list = String.join(",", paths);
            String pattern = folder + "/file-*.txt";
            String about = i + " " + texts + " into " + partitions;
            all.put(about, () -> context.textFile(list, partitions).glom().collect());
            all.put(
                    about + " by a pattern",
                    () -> context.textFile(pattern, partitions).glom().collect());
            all.put(about + " whole", () -> {
                Map<String, String> whole = new TreeMap<>();
                context.wholeTextFiles(pattern, Math.max(1, partitions))
                        .collect()
                        .forEach(file -> whole.put(file._1().replaceAll(".*/", ""), file._2()));
                return whole;
            });
        }
        return all;
    }

    private static byte[] bytes(Random random) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        if (random.nextInt(4) == 0) {
            bytes.writeBytes(BYTE_ORDER_MARK.getBytes(StandardCharsets.UTF_8));
        }
        for (int i = random.nextInt(25); i > 0; i--) {
            bytes.writeBytes(PARTS[random.nextInt(PARTS.length)].getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
