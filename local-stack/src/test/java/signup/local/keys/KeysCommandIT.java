package signup.local.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.PrivateKey;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;
import signup.schemas.keys.KeyFormats;
import signup.schemas.keys.KeyRing;

class KeysCommandIT {

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @BeforeEach
    void firstKeys() {
        new KeyFolder(folder).provide("local-1");
    }

    @ParameterizedTest
    @EnumSource
    void aNewKeyIsUsedForNewWorkAndTheOldOneServesOn(Purpose purpose) {
        assertThat(run("new", purpose.folder(), "--id", "2026-11")).isZero();

        KeyFolder keys = new KeyFolder(folder);
        assertThat(keys.ids(purpose)).containsExactly("2026-11", "local-1");
        assertThat(keys.current(purpose)).contains("2026-11");
        assertThat(printed.toString()).contains("1. Give 2026-11.").contains("New work uses 2026-11");
    }

    @Test
    void aStagedKeyIsReadByAllBeforeAnyoneUsesIt() {
        run("new", "password", "--id", "next", "--staged");

        assertThat(privateKeys().currentId()).isEqualTo("local-1");
        assertThat(privateKeys().find("next")).isPresent();

        run("use", "password", "next");

        assertThat(privateKeys().currentId()).isEqualTo("next");
        assertThat(privateKeys().find("local-1")).isPresent();
    }

    @Test
    void keysThatAreMadeOneAfterTheOtherHaveIdsOfTheirTime() {
        run("new", "link");

        assertThat(new KeyFolder(folder).current(Purpose.LINK).orElseThrow()).matches("\\d{8}T\\d{6}Z");
    }

    @Test
    void onlyTheOwnerReadsThemAndNothingUnfinishedStays() throws IOException {
        run("new", "password", "--id", "next");

        try (Stream<Path> files = Files.list(folder.resolve("password"))) {
            List<Path> all = files.sorted().toList();
            assertThat(all)
                    .extracting(file -> file.getFileName().toString())
                    .containsExactly(
                            "current",
                            "local-1.private.pem",
                            "local-1.public.pem",
                            "next.private.pem",
                            "next.public.pem");
            for (Path file : all) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .isEqualTo("rw-------");
            }
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("password"))))
                .isEqualTo("rwx------");
    }

    @Test
    void noKeyIsEverOverwritten() throws IOException {
        String before = Files.readString(folder.resolve("challenge/local-1.secret"));

        assertThat(run("new", "challenge", "--id", "local-1")).isEqualTo(1);
        assertThat(run("new", "challenge", "--id", "../up")).isEqualTo(1);
        assertThat(run("use", "challenge", "unknown")).isEqualTo(1);

        assertThat(Files.readString(folder.resolve("challenge/local-1.secret"))).isEqualTo(before);
        assertThat(new KeyFolder(folder).current(Purpose.CHALLENGE)).contains("local-1");
    }

    @Test
    void theListTellsWhichHalvesAreHereAndWhichIsInUse() throws IOException {
        run("new", "password", "--id", "next");
        Files.delete(folder.resolve("password/local-1.private.pem"));
        printed.reset();

        run("list");

        assertThat(printed.toString().lines().map(line -> line.strip().replaceAll("\\s+", " ")))
                .contains(
                        "password local-1 public",
                        "password next private, public current",
                        "challenge local-1 secret current");
    }

    @Test
    void afterARotationNothingIsMadeAnew() throws IOException {
        run("new", "password", "--id", "next");
        Files.delete(folder.resolve("password/local-1.private.pem"));
        Files.delete(folder.resolve("password/local-1.public.pem"));

        new KeyFolder(folder).provide("local-1");

        assertThat(new KeyFolder(folder).ids(Purpose.PASSWORD)).containsExactly("next");
    }

    private KeyRing<PrivateKey> privateKeys() {
        return KeyRing.read(folder.resolve("password"), KeyRing.PRIVATE_SUFFIX, KeyFormats.privateKey("X25519"));
    }

    private int run(String... words) {
        return new CommandLine(new KeysCommand(() -> folder, new PrintStream(printed, true)))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(words);
    }
}
