package signup.ingress.dialect;

import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.constraints.Email;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;

/**
 * Which texts are e-mail addresses: those of RFC 5321 and 6531 as Hibernate Validator reads them, at most {@value
 * #LONGEST} characters, at a domain with a dot (mail is not sent to bare host names).
 */
public final class EmailAddress {

    /** RFC 5321's path without its brackets. */
    public static final int LONGEST = 254;

    private static final Validator VALIDATOR = Validation.byDefaultProvider()
            .configure()
            .messageInterpolator(new ParameterMessageInterpolator())
            .buildValidatorFactory()
            .getValidator();

    private EmailAddress() {}

    public static boolean isValid(String text) {
        int at = text.lastIndexOf('@');
        return text.length() <= LONGEST
                && at > 0
                && text.indexOf('.', at) > 0
                && Text.isPlain(text)
                && VALIDATOR.validateValue(Holder.class, "address", text).isEmpty();
    }

    private record Holder(@Email String address) {}
}
