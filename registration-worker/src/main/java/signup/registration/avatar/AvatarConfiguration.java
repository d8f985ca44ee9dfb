package signup.registration.avatar;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import reactor.netty.resources.LoopResources;
import signup.registration.ConditionalOnRole;
import signup.registration.RegistrationApplication;
import signup.registration.RegistrationSettings;
import signup.registration.Role;
import signup.registration.avatar.Avatars.Origin;

@Configuration(proxyBeanMethods = false)
@ConditionalOnRole(Role.AVATAR)
@Profile("!" + RegistrationApplication.JOB)
class AvatarConfiguration {

    private static final int INLINE_AT_ONCE = 1;

    /** Of their own: what servers do to these connections is no matter of the management port's. */
    @Bean(destroyMethod = "dispose")
    LoopResources avatarLoops() {
        return LoopResources.create("avatar-fetch", 1, true);
    }

    @Bean
    DnsHostAddresses avatarHosts(LoopResources avatarLoops) {
        return new DnsHostAddresses(avatarLoops.onClient(false).next());
    }

    @Bean
    AvatarMetrics avatarMetrics(MeterRegistry meters) {
        return new AvatarMetrics(meters);
    }

    @Bean
    MakingAvatars makingAvatars(
            Avatars avatars,
            DnsHostAddresses avatarHosts,
            LoopResources avatarLoops,
            AvatarMetrics metrics,
            RegistrationSettings settings) {
        RegistrationSettings.Avatar limits = settings.avatar();
        return new MakingAvatars(
                avatars,
                new PictureFetcher(
                        avatarHosts,
                        new AddressRules(limits.allowedNetworks()),
                        new FetchLimits(
                                limits.fetchTimeout(),
                                Math.toIntExact(limits.maxBytes().toBytes()),
                                limits.ports()),
                        avatarLoops),
                new AvatarImages(limits.maxPixels()),
                new AvatarRetries(
                        limits.retry().firstDelay(),
                        limits.retry().maxDelay(),
                        limits.retry().maxAttempts()),
                settings.database().batchTimeout(),
                () -> ThreadLocalRandom.current().nextDouble(),
                metrics);
    }

    @Bean
    AvatarLane inlineAvatars(Avatars avatars, MakingAvatars making, RegistrationSettings settings) {
        return lane(Origin.INLINE, INLINE_AT_ONCE, avatars, making, settings);
    }

    @Bean
    AvatarLane fetchedAvatars(Avatars avatars, MakingAvatars making, RegistrationSettings settings) {
        return lane(Origin.URL, settings.avatar().concurrency(), avatars, making, settings);
    }

    @Bean
    WatchingAvatars watchingAvatars(Avatars avatars, AvatarMetrics metrics, RegistrationSettings settings) {
        return new WatchingAvatars(avatars, metrics, settings.database().batchTimeout());
    }

    private static AvatarLane lane(
            Origin origin, int concurrency, Avatars avatars, MakingAvatars making, RegistrationSettings settings) {
        RegistrationSettings.Avatar limits = settings.avatar();
        return new AvatarLane(
                origin,
                avatars,
                making,
                new AvatarLaneLimits(
                        concurrency,
                        limits.perHost(),
                        limits.lease(),
                        limits.pollInterval(),
                        settings.database().batchTimeout()));
    }
}
