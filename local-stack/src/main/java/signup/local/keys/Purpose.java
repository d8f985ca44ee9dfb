package signup.local.keys;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import signup.schemas.keys.KeyRing;

/** What keys are for. Each purpose has a folder of its name. */
public enum Purpose {
    /** Opens what the ingress sealed: passwords. */
    PASSWORD("X25519", """
            1. Give %1$s.private.pem to every registration worker with the role credential, and restart them.
            2. Then give %1$s.public.pem and the file current to every ingress, and restart them one by one.
            3. The old private key may go 7 days after the last ingress was restarted (the retention of signup.requested,
               activation.requested and credential.requested). Passwords in Kafka that were sealed to it are then
               unreadable for ever; users who have theirs already keep it.
            """),

    /** Signs mailed links. */
    LINK("EC", """
            1. Give %1$s.public.pem to every ingress, and restart them.
            2. Then give %1$s.private.pem and the file current to every notification worker, and restart them one by one.
            3. The old public key may go when the last link signed with the old one has expired (72 hours by default:
               signup.mail.link-lifetime.*); the old private key at once.
            """),

    /** Seals captchas. */
    CHALLENGE(null, """
            1. Give %1$s.secret to every ingress, with the file current still naming the old key (keys new --staged), and
               restart them one by one.
            2. Then have current name it (keys use challenge %1$s) on every ingress, and restart them one by one.
            3. The old key may go when captchas of before have expired (5 minutes by default:
               signup.saymon.captcha.lifetime).
            """),

    /** Makes idempotent signup ids and compares bodies. */
    REQUEST(null, """
            1. Give %1$s.secret to every ingress, with the file current still naming the old key (keys new --staged), and
               restart them one by one.
            2. Then have current name it (keys use request %1$s) on every ingress and restart them, in a quiet hour: a retry
               of a request from before, under the same Idempotency-Key, is a new signup after.
            3. The old key may go at once then.
            """);

    private final @Nullable String algorithm;
    private final String steps;

    Purpose(@Nullable String algorithm, String steps) {
        this.algorithm = algorithm;
        this.steps = steps;
    }

    /** The name of its folder. */
    public String folder() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The algorithm of its key pairs; null where a key is a secret. */
    @Nullable
    String algorithm() {
        return algorithm;
    }

    /** The suffixes of a key's files, that one first without which the others are of no use. */
    List<String> suffixes() {
        return algorithm == null
                ? List.of(KeyRing.SECRET_SUFFIX)
                : List.of(KeyRing.PRIVATE_SUFFIX, KeyRing.PUBLIC_SUFFIX);
    }

    /** What is to be done with a new key where each service has a folder of its own, in this order. */
    String stepsFor(String id) {
        return steps.formatted(id);
    }
}
