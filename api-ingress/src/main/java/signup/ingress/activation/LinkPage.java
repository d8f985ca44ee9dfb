package signup.ingress.activation;

import java.util.List;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import signup.ingress.activation.ChosenPassword.Problem;

/**
 * A page that a link opens, before it is words.
 *
 * @param content what it says
 * @param status with which status
 * @param problems what was wrong with the form
 */
record LinkPage(Content content, HttpStatus status, List<Problem> problems) {

    /** What pages say. */
    enum Content {
        CONFIRM,
        CHOOSE,
        DONE_CONFIRMATION,
        DONE_REGISTRATION,
        PENDING_CONFIRMATION,
        PENDING_REGISTRATION,
        UNAVAILABLE_CONFIRMATION,
        UNAVAILABLE_REGISTRATION,
        SPENT,
        EXPIRED,
        FORGED,
        UNKNOWN,
        TOO_OFTEN;

        /** The prefix of its texts in the message bundle. */
        String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        boolean hasForm() {
            return switch (this) {
                case CONFIRM, CHOOSE, PENDING_CONFIRMATION, UNAVAILABLE_CONFIRMATION, UNAVAILABLE_REGISTRATION -> true;
                case DONE_CONFIRMATION,
                        DONE_REGISTRATION,
                        PENDING_REGISTRATION,
                        SPENT,
                        EXPIRED,
                        FORGED,
                        UNKNOWN,
                        TOO_OFTEN -> false;
            };
        }
    }

    static LinkPage of(Content content, HttpStatus status) {
        return new LinkPage(content, status, List.of());
    }

    /** What a link opens that nobody has used yet, as far as the token tells. */
    static LinkPage toUse(Link link) {
        return of(
                switch (link.purpose()) {
                    case CONFIRMATION -> Content.CONFIRM;
                    case REGISTRATION -> Content.CHOOSE;
                },
                HttpStatus.OK);
    }

    /** The form again, with what is wrong with it. */
    static LinkPage toCorrect(List<Problem> problems) {
        return new LinkPage(Content.CHOOSE, HttpStatus.UNPROCESSABLE_CONTENT, problems);
    }

    static LinkPage expired() {
        return of(Content.EXPIRED, HttpStatus.GONE);
    }

    static LinkPage forged() {
        return of(Content.FORGED, HttpStatus.BAD_REQUEST);
    }

    static LinkPage tooOften() {
        return of(Content.TOO_OFTEN, HttpStatus.TOO_MANY_REQUESTS);
    }

    /** What using a link of that purpose came to. */
    static LinkPage after(Activation activation, Link.Purpose purpose) {
        boolean confirmation = purpose == Link.Purpose.CONFIRMATION;
        if (activation instanceof Activation.Activated) {
            return of(confirmation ? Content.DONE_CONFIRMATION : Content.DONE_REGISTRATION, HttpStatus.OK);
        }
        if (activation instanceof Activation.Spent) {
            return of(Content.SPENT, HttpStatus.GONE);
        }
        if (activation instanceof Activation.UserUnknown) {
            return of(Content.UNKNOWN, HttpStatus.NOT_FOUND);
        }
        if (activation instanceof Activation.Pending) {
            return of(confirmation ? Content.PENDING_CONFIRMATION : Content.PENDING_REGISTRATION, HttpStatus.ACCEPTED);
        }
        return of(
                confirmation ? Content.UNAVAILABLE_CONFIRMATION : Content.UNAVAILABLE_REGISTRATION,
                HttpStatus.SERVICE_UNAVAILABLE);
    }
}
