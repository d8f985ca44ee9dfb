package signup.ingress.dialect.selfcommunity;

import java.util.List;

/** The languages in which users of these contracts are written to, the default first. */
final class MailLanguages {

    static final List<String> ALL = List.of("en", "fr");

    private MailLanguages() {}
}
