package signup.local.fuzz;

import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;
import signup.local.Token;

/** Valid requests of every dialect and resource, as the starting points of mutations. */
final class Samples {

    private static final String BASIC = "Basic " + Base64.getEncoder().encodeToString("local:local".getBytes());

    private final String bearer = "Bearer " + Token.issue(Token.Role.ADMIN, Instant.now(), UUID.randomUUID());
    private final Tickets tickets;

    private final List<BiFunction<String, RandomGenerator, Draft>> all = List.of(
            this::sso,
            this::sso,
            this::account,
            this::account,
            this::authentic,
            this::authentic,
            this::saymon,
            this::saymon,
            this::open,
            this::open,
            (name, random) ->
                    Draft.post("/api/v2/account/verify/validation_code/").text("validation_code", name),
            (name, random) -> Draft.post("/node/api/users/" + hex(random) + "/confirm/" + name)
                    .member("password", "null"),
            (name, random) -> Draft.form("/links/" + name, "password=Sesam-open-1&repeated=Sesam-open-1"),
            (name, random) -> Draft.get("/links/" + name),
            (name, random) -> Draft.get("/signups/" + id(random)),
            (name, random) -> Draft.get("/avatars/" + id(random)),
            (name, random) -> Draft.get("/signups/challenge"),
            (name, random) -> Draft.get("/node/api/users/captcha"),
            (name, random) -> Draft.get("/signup"));

    Samples(Tickets tickets) {
        this.tickets = tickets;
    }

    /** @param name a name that no other request has */
    Draft one(String name, RandomGenerator random) {
        return Nasties.oneOf(all, random).apply(name, random);
    }

    /** One in each dialect. */
    List<Draft> signups(String name, RandomGenerator random) {
        return List.of(
                sso(name + "-1", random),
                account(name + "-2", random),
                authentic(name + "-3", random),
                saymon(name + "-4", random),
                open(name + "-5", random));
    }

    private Draft sso(String name, RandomGenerator random) {
        return Draft.post("/api/v2/sso/signup/")
                .header("Authorization", bearer)
                .text("ext_id", "ext-" + name)
                .text("username", name)
                .text("email", name + "@fuzz.example")
                .text("password", "Sesam-open-1")
                .text("real_name", "Zoë O'Brien")
                .text("role", "editor")
                .member("tags", "[1,2,3]");
    }

    private Draft account(String name, RandomGenerator random) {
        return Draft.post("/api/v2/account/create/")
                .header("Authorization", bearer)
                .text("username", name)
                .text("email", name + "@fuzz.example")
                .text("password", "Sesam-open-1");
    }

    private Draft authentic(String name, RandomGenerator random) {
        return Draft.post("/api/users/")
                .header("Authorization", BASIC)
                .header("Accept-Language", "en")
                .text("first_name", "Zoë")
                .text("last_name", "O'Brien")
                .text("username", name)
                .text("email", name + "@fuzz.example")
                .text("birthdate", "1981-06-01")
                .member("gender", "1")
                .text("send_registration_email", "False");
    }

    private Draft saymon(String name, RandomGenerator random) {
        Tickets.Captcha captcha = tickets.captcha();
        return Draft.post("/node/api/users/signup")
                .header("Authorization", BASIC)
                .text("token", captcha.token())
                .text("captcha", captcha.answer())
                .text("email", name + "@fuzz.example")
                .text("login", name)
                .text("password", "1111");
    }

    private Draft open(String name, RandomGenerator random) {
        return Draft.post("/signups")
                .text("email", name + "@fuzz.example")
                .text("first_name", "Zoë")
                .text("locale", "fr-CA")
                .member("attributes", "{\"newsletter\":\"yes\"}")
                .text("altcha", tickets.proof());
    }

    private static UUID id(RandomGenerator random) {
        return new UUID(random.nextLong(), random.nextLong());
    }

    private static String hex(RandomGenerator random) {
        return "%016x%08x".formatted(random.nextLong(), random.nextInt());
    }
}
