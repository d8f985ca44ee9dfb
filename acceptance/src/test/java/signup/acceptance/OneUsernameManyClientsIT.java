package signup.acceptance;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Fifty clients want one name at once. */
class OneUsernameManyClientsIT {

    private static final int CLIENTS = 50;

    private final RunningStack stack = RunningStack.shared();

    @Test
    void oneGetsItTheOthersTheDocumentedRefusalAndThereIsOneUserOneEventOneMail() throws SQLException {
        Person wanted = Person.fresh();
        String token = "Bearer " + RunningStack.token("admin");
        Api api = stack.api();

        List<HttpResponse<String>> answers = IntStream.range(0, CLIENTS)
                .mapToObj(client -> api.postAsync(
                        "/api/v2/account/create/",
                        """
                        {"username":"%s","email":"%s","password":"%s"}""".formatted(wanted.username(), client + "-" + wanted.email(), Person.PASSWORD),
                        "Authorization",
                        token))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        Map<Integer, List<HttpResponse<String>>> byStatus =
                answers.stream().collect(groupingBy(HttpResponse::statusCode));
        assertThat(byStatus).containsOnlyKeys(201, 400);
        assertThat(byStatus.get(201)).hasSize(1);
        assertThat(byStatus.get(400)).hasSize(CLIENTS - 1).allSatisfy(refusal -> Answer.match("""
                {"errors":[{"field":"username","messages":[{"message":"<text>","code":"unique"}]}]}""", refusal.body()));
        assertThat(usersNamed(wanted.username())).isEqualTo(1);
        assertThat(stack.subscriber()
                        .events("user.created", event -> event.text("username").equals(wanted.username())))
                .hasSize(1);
        int winner = answers.indexOf(byStatus.get(201).get(0));
        stack.mails().theOneTo(winner + "-" + wanted.email());
        assertThat(IntStream.range(0, CLIENTS)
                        .filter(client -> client != winner)
                        .boxed()
                        .flatMap(client -> stack.mails().to(client + "-" + wanted.email()).stream()))
                .isEmpty();
    }

    private int usersNamed(String username) throws SQLException {
        try (Connection database = stack.database();
                PreparedStatement statement =
                        database.prepareStatement("select count(*) from registration.users where username = ?")) {
            statement.setString(1, username);
            ResultSet rows = statement.executeQuery();
            rows.next();
            return rows.getInt(1);
        }
    }
}
