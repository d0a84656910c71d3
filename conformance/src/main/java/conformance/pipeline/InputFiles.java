// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package conformance.pipeline;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.input.PortableDataStream;
import scala.Tuple2;

/** Files that random programs read. Each is written before it is named. */
public final class InputFiles {
    private InputFiles() {}

    /** A file of lines that end in various ways. */
    public static String text(Path directory, int kind, int count, int seed) throws IOException {
        Path file = directory.resolve("lines-" + kind + "-" + count + "-" + seed + ".txt");
        Files.write(file, lines(kind, count, seed));
        return file.toString();
    }

    /** The same, compressed. */
    public static String gzip(Path directory, int kind, int count, int seed) throws IOException {
        Path file = directory.resolve("lines-" + kind + "-" + count + "-" + seed + ".txt.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(lines(kind, count, seed));
        }
        return file.toString();
    }

    /** A directory of such a file: the order of several is that of the file system. */
    public static String folder(Path directory, int kind, int count, int seed) throws IOException {
        Path folder = Files.createDirectories(directory.resolve("files-" + kind + "-" + count + "-" + seed));
        Files.write(folder.resolve("file"), lines(kind, count, seed));
        return folder.toString();
    }

    private static byte[] lines(int kind, int count, int seed) {
        StringBuilder text = new StringBuilder();
        String[] ends = {"\n", "\r\n", "\r", "\n\n"};
        for (Object element : Fn.data(kind, count, seed)) {
            text.append(element).append(ends[seed % 3 == 0 ? (int) Math.floorMod(Fn.digest(element), 4L) : 0]);
        }
        text.append(seed % 2 == 0 ? "" : "no end");
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** A file of numbers of four bytes each; now and then a byte too long. */
    public static String numbers(Path directory, int kind, int count, int seed) throws IOException {
        Path file = directory.resolve("numbers-" + kind + "-" + count + "-" + seed + ".bin");
        try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(file))) {
            for (Object element : Fn.data(kind, count, seed)) {
                out.writeInt((int) Fn.digest(element));
            }
            if (seed % 11 == 0) {
                out.writeByte(1);
            }
        }
        return file.toString();
    }

    public static Object number(byte[] bytes) {
        return ByteBuffer.wrap(bytes).getInt();
    }

    /** The name of a file without its directory, and what is in it. */
    public static Tuple2<Object, Object> named(Tuple2<String, PortableDataStream> file) {
        return new Tuple2<>(
                file._1().replaceAll(".*/", ""), new String(file._2().toArray(), StandardCharsets.UTF_8));
    }
}
