// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd.input;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.File;
import java.io.FileInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/** Whether a file is compressed, which its name says, and how it is read then. */
final class Compression {
    private static final String[] UNSUPPORTED = {".bz2", ".lz4", ".snappy", ".zst"};

    private Compression() {}

    /** A compressed file can be read from its beginning only. */
    static boolean isCompressed(File file) {
        return isGzip(file) || isDeflate(file);
    }

    /**
     * The file's contents, decompressed. What is wrong with it is told with its name.
     *
     * @throws IOException also if the name asks for a compression that is not supported
     */
    static InputStream open(File file) throws IOException {
        for (String suffix : UNSUPPORTED) {
            if (file.getName().endsWith(suffix)) {
                throw new IOException("Compression " + suffix + " is not supported: " + LocalPaths.uri(file));
            }
        }
        InputStream in = new FileInputStream(file);
        if (!isCompressed(file)) {
            return in;
        }
        try {
            InputStream buffered = new BufferedInputStream(in, 1 << 16);
            return new Named(isGzip(file) ? new Gzip(buffered) : new InflaterInputStream(buffered), file);
        } catch (IOException e) {
            in.close();
            throw damaged(file, e);
        }
    }

    private static boolean isGzip(File file) {
        return file.getName().endsWith(".gz");
    }

    private static boolean isDeflate(File file) {
        return file.getName().endsWith(".deflate");
    }

    private static IOException damaged(File file, IOException cause) {
        String what = cause instanceof ZipException ? "is not a valid compressed file" : "ends too early";
        return new IOException(
                "Compressed file " + LocalPaths.uri(file) + " " + what + ": " + cause.getMessage(), cause);
    }

    /** Takes nothing after its last member: the JDK would pass over what is left of a member that was cut. */
    private static final class Gzip extends GZIPInputStream {
        private static final int TRAILER_BYTES = 8;

        Gzip(InputStream in) throws IOException {
            super(in);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = super.read(buffer, offset, length);
            if (count < 0 && (inf.getRemaining() > TRAILER_BYTES || in.read() >= 0)) {
                throw new ZipException("What follows its end is not in GZIP format");
            }
            return count;
        }
    }

    /** Says which file was damaged. */
    private static final class Named extends FilterInputStream {
        private final File file;

        Named(InputStream in, File file) {
            super(in);
            this.file = file;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            try {
                return super.read(buffer, offset, length);
            } catch (ZipException | EOFException e) {
                throw damaged(file, e);
            }
        }
    }
}
