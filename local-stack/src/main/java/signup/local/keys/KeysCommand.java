package signup.local.keys;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code ./signup keys}: what is in a key folder, and how it is rotated. */
@Command(
        name = "keys",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {"Make, list and rotate keys.", ""},
        footer = {
            "",
            "PURPOSE is password, link, challenge or request.",
            "",
            "Examples:",
            "  ./signup keys list",
            "  ./signup keys new password",
            "  ./signup keys new challenge --staged --folder /etc/signup/keys",
            "  ./signup keys use challenge 20261122T193000Z --folder /etc/signup/keys"
        })
public final class KeysCommand implements Runnable {

    private static final DateTimeFormatter ID =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final Supplier<Path> local;
    private final PrintStream out;

    @Option(
            names = "--folder",
            paramLabel = "FOLDER",
            scope = ScopeType.INHERIT,
            description = "The folder that signup.keys.folder names; default: the local stack's.")
    private @Nullable Path folder;

    @Spec
    private @Nullable CommandSpec command;

    /** @param local where the local stack has its keys */
    public KeysCommand(Supplier<Path> local, PrintStream out) {
        this.local = local;
        this.out = out;
    }

    @Override
    public void run() {
        throw new ParameterException(new CommandLine(command), "Name a command: new, list or use.");
    }

    @Command(name = "new", description = "Make a key, and have new work use it.", mixinStandardHelpOptions = true)
    int make(
            @Parameters(paramLabel = "PURPOSE", description = "password, link, challenge or request") Purpose purpose,
            @Option(names = "--id", paramLabel = "ID", description = "Its id; default: the time.") @Nullable String id,
            @Option(
                            names = "--staged",
                            description = "New work goes on with the old key, until \"keys use\" says otherwise.")
                    boolean staged) {
        String newId = id == null ? ID.format(Instant.now()) : id;
        return complaining(() -> {
            KeyFolder keys = keys();
            Optional<String> before = keys.current(purpose);
            // Named before the new key is there, so that no instance that starts meanwhile takes what sorts last.
            before.ifPresent(current -> keys.use(purpose, current));
            keys.make(purpose, newId);
            if (!staged) {
                keys.use(purpose, newId);
            }
            out.println("Made the " + purpose.folder() + " key " + newId + " in " + keys.of(purpose) + ".");
            out.println("New work uses " + keys.current(purpose).orElse(newId) + ".");
            out.println();
            if (folder == null) {
                out.println("The local stack's services read it when they start: end ./signup up and start it again.");
                out.println("Where each service has a folder of its own:");
            }
            out.print(purpose.stepsFor(newId));
        });
    }

    @Command(name = "list", description = "List the keys and which are in use.", mixinStandardHelpOptions = true)
    int list() {
        return complaining(() -> {
            KeyFolder keys = keys();
            out.printf("%-10s %-24s %-22s %s%n", "purpose", "id", "here", "");
            for (Purpose purpose : Purpose.values()) {
                String current = keys.current(purpose).orElse("");
                for (String id : keys.ids(purpose)) {
                    out.printf(
                            "%-10s %-24s %-22s %s%n",
                            purpose.folder(),
                            id,
                            String.join(", ", kinds(keys, purpose, id)),
                            id.equals(current) ? "current" : "");
                }
            }
        });
    }

    @Command(name = "use", description = "Have new work use that key.", mixinStandardHelpOptions = true)
    int use(
            @Parameters(paramLabel = "PURPOSE", description = "password, link, challenge or request") Purpose purpose,
            @Parameters(paramLabel = "ID", description = "One of \"keys list\".") String id) {
        return complaining(() -> {
            KeyFolder keys = keys();
            keys.use(purpose, id);
            out.println("New work uses " + id + " when the services have been restarted: " + keys.of(purpose)
                    + "/current names it.");
        });
    }

    private KeyFolder keys() {
        Path root = folder == null ? local.get() : folder;
        if (!Files.isDirectory(root)) {
            throw new IllegalArgumentException("There is no key folder " + root
                    + (folder == null ? ": ./signup up makes the local stack's, or name one with --folder" : ""));
        }
        return new KeyFolder(root);
    }

    private static List<String> kinds(KeyFolder keys, Purpose purpose, String id) {
        return purpose.suffixes().stream()
                .filter(suffix -> Files.exists(keys.of(purpose).resolve(id + suffix)))
                .flatMap(suffix -> Stream.of(suffix.split("\\.")).skip(1).limit(1))
                .toList();
    }

    private int complaining(Runnable work) {
        try {
            work.run();
            return CommandLine.ExitCode.OK;
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        }
    }
}
