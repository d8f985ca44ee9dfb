package signup.ingress.dialect.open;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import signup.ingress.dialect.AcceptedLanguages;
import signup.ingress.dialect.Answer;
import signup.ingress.dialect.ProblemDetails;
import signup.ingress.dialect.Refusal;
import signup.ingress.dialect.Texts;
import signup.ingress.dialect.Violation;
import signup.ingress.dialect.Violation.Rule;

/** The answers: errors as problem details, with an entry per wrong member. */
final class OpenAnswers {

    /** The first is for whoever reads none of them. */
    static final List<String> LANGUAGES = List.of("en", "fr");

    private static final Set<Rule> WORDED = EnumSet.of(
            Rule.REQUIRED,
            Rule.BLANK,
            Rule.NOT_TEXT,
            Rule.NOT_EMAIL,
            Rule.CHARACTERS,
            Rule.MAX_LENGTH,
            Rule.INVALID,
            Rule.FORBIDDEN,
            Rule.CHALLENGE_FAILED,
            Rule.CHALLENGE_EXPIRED,
            Rule.CHALLENGE_REUSED);

    private final Map<String, Texts> texts = Texts.beside(OpenAnswers.class, LANGUAGES);

    Answer refused(Refusal refusal, AcceptedLanguages languages) {
        Texts words = texts.get(languages.among(LANGUAGES));
        List<ProblemDetails.Error> errors = refusal instanceof Refusal.Violated violated
                ? violated.violations().stream()
                        .map(violation -> error(violation, words))
                        .toList()
                : List.of();
        return ProblemDetails.of(refusal, detail(refusal, words), errors);
    }

    private static @Nullable String detail(Refusal refusal, Texts words) {
        String key = refusal.kind().name();
        return switch (refusal.kind()) {
            case BAD_JSON -> words.text(key, ((Refusal.BadJson) refusal).detail());
            case TOO_LARGE -> words.text(key, ((Refusal.TooLarge) refusal).limit());
            case VIOLATED,
                    BAD_IDEMPOTENCY_KEY,
                    IDEMPOTENCY_KEY_REUSED,
                    METHOD_NOT_ALLOWED,
                    UNSUPPORTED_MEDIA_TYPE,
                    THROTTLED,
                    FORBIDDEN -> words.text(key);
            case UNAVAILABLE ->
                // Without an id, nothing was handed on, and it may have been no signup.
                words.text(((Refusal.Unavailable) refusal).signupId().isPresent() ? key : "unavailable");
            case UNAUTHENTICATED, NOT_FOUND, INTERNAL -> null;
        };
    }

    private static ProblemDetails.Error error(Violation violation, Texts words) {
        // What the worker found is told to nobody; should it come here, it is not worded.
        String rule = WORDED.contains(violation.rule()) ? violation.rule().name() : Rule.INVALID.name();
        String detail =
                violation.limit() == null ? words.text("rule." + rule) : words.text("rule." + rule, violation.limit());
        String pointer = violation.field() == null ? "#" : "#/" + violation.field();
        return new ProblemDetails.Error(pointer, detail, rule.toLowerCase(Locale.ROOT));
    }
}
