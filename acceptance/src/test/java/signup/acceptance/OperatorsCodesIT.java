package signup.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** {@code ./signup ops codes}, as the operations page prints it. */
class OperatorsCodesIT {

    private final RunningStack stack = RunningStack.shared();

    @Test
    void aCodeFromTheTerminalLetsSomebodyInAndThenIsTakenBack() {
        String guest = Person.fresh().name();

        String code = stack.run(
                        "ops", "codes", "create", "invite", "--email", guest + "@example.org", "--role", "editor")
                .strip();
        HttpResponse<String> created = stack.api()
                .post(
                        "/api/v2/account/create/",
                        "{\"username\":\"" + guest + "\",\"email\":\"" + guest
                                + "@example.org\",\"password\":\"Sesam-open-1\",\"invite_code\":\"" + code + "\"}",
                        "Authorization",
                        "Bearer " + RunningStack.token("admin"));

        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        assertThat(stack.run("ops", "codes", "list", "invite"))
                .containsPattern(code + " +1 +1 +- +" + guest + "@example.org +editor +-");
        assertThat(stack.run("ops", "codes", "delete", "invite", code)).isEmpty();
        assertThatThrownBy(() -> stack.run("ops", "codes", "delete", "invite", code))
                .hasMessageContaining("There is no such code.");
    }
}
