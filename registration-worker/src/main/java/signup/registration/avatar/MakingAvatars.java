package signup.registration.avatar;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** Makes one claimed avatar: gets the picture, makes the PNG, writes down what became of it. Safe for many threads. */
final class MakingAvatars {

    private static final Logger log = LoggerFactory.getLogger(MakingAvatars.class);
    private static final int ETAG_BYTES = 16;

    private final Avatars avatars;
    private final PictureFetcher fetcher;
    private final AvatarImages images;
    private final AvatarRetries retries;
    private final Duration databaseTime;
    private final DoubleSupplier chance;
    private final AvatarMetrics metrics;

    /**
     * @param databaseTime how long to wait for the database
     * @param chance spreads retries
     */
    MakingAvatars(
            Avatars avatars,
            PictureFetcher fetcher,
            AvatarImages images,
            AvatarRetries retries,
            Duration databaseTime,
            DoubleSupplier chance,
            AvatarMetrics metrics) {
        this.avatars = avatars;
        this.fetcher = fetcher;
        this.images = images;
        this.retries = retries;
        this.databaseTime = databaseTime;
        this.chance = chance;
        this.metrics = metrics;
    }

    /** Fails only when the outcome cannot be written down; then it is made again when the claim's lease has ended. */
    void make(WaitingAvatar avatar) throws InterruptedException {
        try {
            if (avatar.attempts() > retries.mostAttempts()) {
                // Whoever had it before has not lived to say so.
                throw new AvatarFailedException(AvatarFailure.INTERNAL);
            }
            byte[] picture = metrics.fetched(() -> picture(avatar));
            byte[] png = metrics.made(() -> images.png(picture));
            String etag = etag(png);
            settled(avatars.ready(avatar, png, etag), avatar, "ready", null);
        } catch (AvatarFailedException e) {
            failed(avatar, e.reason());
        } catch (OutOfMemoryError | LinkageError e) {
            log.error("An avatar cannot be made: {}", e.toString());
            failed(avatar, AvatarFailure.INTERNAL);
        }
    }

    private byte[] picture(WaitingAvatar avatar) {
        String url = avatar.url();
        if (url == null) {
            return avatar.source() == null ? new byte[0] : avatar.source();
        }
        byte[] fetched = fetcher.fetch(url).block();
        return fetched == null ? new byte[0] : fetched;
    }

    private void failed(WaitingAvatar avatar, AvatarFailure reason) {
        Optional<Duration> again =
                reason.isPassing() ? retries.after(avatar.attempts(), chance.getAsDouble()) : Optional.empty();
        if (again.isPresent()) {
            settled(avatars.retry(avatar, reason, again.get()), avatar, "retried", reason);
        } else {
            settled(avatars.fail(avatar, reason), avatar, "failed", reason);
        }
    }

    private void settled(Mono<Boolean> settling, WaitingAvatar avatar, String outcome, @Nullable AvatarFailure reason) {
        if (Boolean.TRUE.equals(settling.block(databaseTime))) {
            metrics.settled(outcome, reason);
            log.info(
                    "avatar sub={} outcome={} reason={} attempts={}", avatar.sub(), outcome, reason, avatar.attempts());
        } else {
            log.info("avatar sub={} outcome={} too late: another worker has it", avatar.sub(), outcome);
        }
    }

    private static String etag(byte[] png) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(png);
            return HexFormat.of().formatHex(digest, 0, ETAG_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
