// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package conformance;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * Spark's closure cleaner, changed in one place: where it reads the class of a closure and looks for a {@code return}, it calls
 * {@code conformance.worker.Looks}, which does the same once for each method. The byte code library is the one that AssertJ brings.
 */
final class QuickCleaner {
    private static final String CLEANER = "org/apache/spark/util/ClosureCleaner$";

    private QuickCleaner() {}

    /**
     * Writes the changed class.
     *
     * @return a folder that comes before Spark on its class path
     */
    static Path write(Path folder, String sparkClassPath) throws IOException {
        Path before = folder.resolve("quick-cleaner");
        Path file = before.resolve(CLEANER + ".class");
        Files.createDirectories(file.getParent());
        Files.write(file, changed(original(sparkClassPath)));
        return before;
    }

    private static byte[] original(String classPath) throws IOException {
        String[] jars = classPath.split(":");
        URL[] urls = new URL[jars.length];
        for (int i = 0; i < jars.length; i++) {
            urls[i] = Path.of(jars[i]).toUri().toURL();
        }
        try (URLClassLoader loader = new URLClassLoader(urls, null);
                InputStream in = loader.getResourceAsStream(CLEANER + ".class")) {
            if (in == null) {
                throw new IOException("Spark has no " + CLEANER);
            }
            return in.readAllBytes();
        }
    }

    private static byte[] changed(byte[] original) {
        ClassReader reader = new ClassReader(original);
        ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
        Changes changes = new Changes(writer);
        reader.accept(changes, 0);
        if (changes.readers != 1 || changes.looks != 1) {
            throw new IllegalStateException("Spark's closure cleaner is not the one that is changed here: "
                    + changes.readers + " readers, " + changes.looks + " looks");
        }
        return writer.toByteArray();
    }

    private static final class Changes extends ClassVisitor {
        private int readers;
        private int looks;

        Changes(ClassVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public @Nullable MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
            return name.equals("clean") ? new Clean(next) : next;
        }

        private final class Clean extends MethodVisitor {
            /** The variable that was read last. */
            private int read;

            private int type;

            Clean(MethodVisitor next) {
                super(Opcodes.ASM9, next);
            }

            @Override
            public void visitVarInsn(int opcode, int variable) {
                read = variable;
                super.visitVarInsn(opcode, variable);
            }

            @Override
            public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean ofInterface) {
                if (owner.equals(CLEANER) && name.equals("getClassReader")) {
                    // The cleaner and the class.
                    visitInsn(Opcodes.POP2);
                    visitInsn(Opcodes.ACONST_NULL);
                    type = read;
                    readers++;
                } else if (owner.endsWith("/ClassReader") && name.equals("accept")) {
                    // The null from above, the visitor, and 0; the visitor was made of the method's name.
                    int method = read;
                    visitInsn(Opcodes.POP);
                    visitInsn(Opcodes.SWAP);
                    visitInsn(Opcodes.POP);
                    visitVarInsn(Opcodes.ALOAD, type);
                    visitVarInsn(Opcodes.ALOAD, method);
                    String looks = "(Ljava/lang/Object;Ljava/lang/Class;Ljava/lang/String;)V";
                    super.visitMethodInsn(Opcodes.INVOKESTATIC, "conformance/worker/Looks", "once", looks, false);
                    Changes.this.looks++;
                } else {
                    super.visitMethodInsn(opcode, owner, name, descriptor, ofInterface);
                }
            }
        }
    }
}
