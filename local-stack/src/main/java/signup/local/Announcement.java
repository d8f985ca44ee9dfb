package signup.local;

import java.util.Map;
import java.util.stream.Collectors;

/**
 * What is printed when all is ready: where everything is, a token, and for each documented dialect a request to paste
 * into a shell (bash or zsh). A pasted request works again and again, because the shell makes its names fresh; dash, which
 * knows no {@code $RANDOM}, makes them so once a second.
 */
final class Announcement {

    /** Digits that differ from paste to paste. */
    private static final String FRESH = "'$(date +%s)$RANDOM'";

    private Announcement() {}

    static String of(Ports ports, String token) {
        return """

                %s

                An admin's token, also printed by ./signup token:
                %s

                SelfCommunity, single sign-on:
                %s

                SelfCommunity, account:
                %s

                Authentic:
                %s

                SAYMON, with its captcha first:
                %s

                Native, which takes a proof of work and so a browser:
                http://127.0.0.1:%d/signup

                Everything is ready. Ctrl-C stops it; its data stay. What the services print follows.
                """.formatted(
                        links(Links.of(ports)),
                        token,
                        sso(ports, token),
                        account(ports, token),
                        authentic(ports),
                        saymon(ports),
                        ports.api());
    }

    private static String links(Map<String, String> links) {
        return links.entrySet().stream()
                .map(link -> "%-32s %s".formatted(link.getKey(), link.getValue()))
                .collect(Collectors.joining("\n"));
    }

    private static String sso(Ports ports, String token) {
        return """
                curl -si http://127.0.0.1:%d/api/v2/sso/signup/ \\
                  -H 'Authorization: Bearer %s' \\
                  -H 'Content-Type: application/json' \\
                  -d '{"username":"user_%s","ext_id":"ext-%s"}'
                """.formatted(ports.api(), token, FRESH, FRESH).strip();
    }

    private static String account(Ports ports, String token) {
        return """
                curl -si http://127.0.0.1:%d/api/v2/account/create/ \\
                  -H 'Authorization: Bearer %s' \\
                  -H 'Content-Type: application/json' \\
                  -d '{"username":"user_%s","email":"user.%s@example.com","password":"Correct-Horse-1"}'
                """.formatted(ports.api(), token, FRESH, FRESH).strip();
    }

    private static String authentic(Ports ports) {
        return """
                curl -si -u local:local http://127.0.0.1:%d/api/users/ \\
                  -H 'Content-Type: application/json' \\
                  -d '{"email":"john.doe.%s@example.com","first_name":"John","last_name":"Doe","gender":1,
                       "birthdate":"1981-06-01","birthplace":"Marseille","birthcountry":"France",
                       "preferred_username":"john","address_city":"New-York","send_registration_email":"True",
                       "send_registration_email_next_url":"http://www.entrouvert.com"}'
                """.formatted(ports.api(), FRESH).strip();
    }

    private static String saymon(Ports ports) {
        return """
                captcha=$(curl -si -u local:local http://127.0.0.1:%d/node/api/users/captcha | tr -d '\\r')
                curl -si -u local:local http://127.0.0.1:%d/node/api/users/signup \\
                  -H 'Content-Type: application/json' \\
                  -d '{"token":"'"$(printf '%%s' "$captcha" | sed -n 's/.*"token":"\\([^"]*\\)".*/\\1/p')"'",
                       "captcha":"'"$(printf '%%s' "$captcha" | sed -n 's/^[Xx]-[Cc]aptcha-[Aa]nswer: *//p')"'",
                       "login":"user_login_%s","email":"user_email_%s@example.com","password":"1111"}'
                """.formatted(ports.api(), ports.api(), FRESH, FRESH).strip();
    }
}
