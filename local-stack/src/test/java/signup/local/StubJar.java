package signup.local;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.Deflater;

/** A jar with one class of the tests, which runs; not compressed, so that its size tells nothing of what it says. */
final class StubJar {

    private StubJar() {}

    /** @param attributes of its manifest, beside those that every jar has */
    static void write(Path jar, Class<?> main, Map<String, String> attributes) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, main.getName());
        attributes.forEach(manifest.getMainAttributes()::putValue);
        String entry = main.getName().replace('.', '/') + ".class";
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream stream = new JarOutputStream(file)) {
            stream.setLevel(Deflater.NO_COMPRESSION);
            stream.putNextEntry(new JarEntry(JarFile.MANIFEST_NAME));
            manifest.write(stream);
            stream.putNextEntry(new JarEntry(entry));
            stream.write(main.getClassLoader().getResourceAsStream(entry).readAllBytes());
        }
    }
}
