package signup.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When {@code ./signup} builds before it hands over to Java; Maven and Java only note here that they were called. */
class SignupScriptIT {

    private static final List<String> MODULES =
            List.of("schemas", "local-stack", "api-ingress", "registration-worker", "notification-worker");

    @TempDir
    Path folder;

    @BeforeEach
    void cloneWithToolsThatOnlyNote() throws IOException {
        Files.copy(Path.of("..", "signup"), folder.resolve("signup"));
        Files.createFile(folder.resolve("pom.xml"));
        for (String module : MODULES) {
            Files.createDirectories(folder.resolve(module).resolve("src/main"));
            Files.createDirectories(folder.resolve(module).resolve("target"));
            Files.createFile(folder.resolve(module).resolve("pom.xml"));
            Files.createFile(folder.resolve(module).resolve("target/" + module + "-0.1.0-SNAPSHOT.jar"));
        }
        Files.writeString(
                folder.resolve("local-stack/target/classpath"),
                folder.resolve("pom.xml").toString());
        tool("mvn", "echo \"$@\" >>'" + folder + "/builds'");
        tool("java", "[ \"$1\" != -version ] || echo 'openjdk version \"17.0.1\"' >&2");
        tool("javac", ":");
    }

    @Test
    void whatIsBuiltIsNotBuiltAgain() throws Exception {
        signup("up");
        signup("up");

        assertThat(builds()).hasSize(1);
    }

    @Test
    void whatWasEditedIsBuilt() throws Exception {
        signup("up");
        edit("api-ingress/src/main/Edited.java");
        signup("up");

        assertThat(builds()).hasSize(2);
    }

    @Test
    void whatWasEditedIsBuiltThoughAnotherModuleWasTested() throws Exception {
        signup("up");
        edit("api-ingress/src/main/Edited.java");
        signup("test", "-pl", "schemas");
        signup("up");

        assertThat(builds()).hasSize(3).element(1).asString().contains("verify -pl schemas");
    }

    @Test
    void whatAllTestsHaveBuiltIsNotBuiltAgain() throws Exception {
        signup("test");
        signup("up");

        assertThat(builds()).hasSize(1);
    }

    private void edit(String file) throws IOException {
        Files.writeString(folder.resolve(file), "edited");
    }

    private List<String> builds() throws IOException {
        return Files.readAllLines(folder.resolve("builds"));
    }

    private void signup(String... arguments) throws Exception {
        ProcessBuilder script = new ProcessBuilder("bash", "signup");
        script.command().addAll(List.of(arguments));
        script.directory(folder.toFile()).redirectErrorStream(true);
        script.redirectOutput(folder.resolve("printed").toFile());
        script.environment().remove("JAVA_HOME");
        script.environment().merge("PATH", folder.toString(), (path, tools) -> tools + ":" + path);
        Process process = script.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue())
                .as(Files.readString(folder.resolve("printed")))
                .isZero();
    }

    private void tool(String name, String does) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + does + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
