package signup.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import signup.acceptance.ExampleRunner.Output;
import signup.local.fixture.Requirement;

/** The front end's example on the page about the native dialect is one that works. */
class FetchExampleIT {

    private static final Path PAGE = Path.of("../docs/api/native.md");
    private static final Pattern SCRIPT = Pattern.compile("```js\n(.*?)```", Pattern.DOTALL);
    private static final String API = "https://signup.example.org";

    private final RunningStack stack = RunningStack.shared();

    @Test
    void itSignsSomebodyUp() throws IOException {
        Requirement.NODE.orSkip();
        Person person = Person.fresh();

        Output output = run("signUp('" + person.email() + "', {first_name: 'Ada'}).then(console.log)");

        assertThat(output.body().strip()).matches("[0-9a-f-]{36}");
        assertThat(stack.mails().theOneTo(person.email()).text()).startsWith("Hello Ada,");
    }

    @Test
    void itSaysWhatIsWrong() throws IOException {
        Requirement.NODE.orSkip();

        Output output = run("signUp('ada').catch((error) => console.log(error.message))");

        assertThat(output.body().strip()).isEqualTo("#/email: This is not an e-mail address.");
    }

    private Output run(String what) throws IOException {
        Matcher script = SCRIPT.matcher(Files.readString(PAGE));
        assertThat(script.find()).as("a script in " + PAGE).isTrue();
        assertThat(script.group(1)).contains("'" + API + "'");
        String text = script.group(1).replace(API, stack.api().root().toString()) + what + ";\n";
        return new ExampleRunner(stack.api().root(), stack.data().resolveSibling("examples"))
                .run("native.js", new Example(text));
    }
}
