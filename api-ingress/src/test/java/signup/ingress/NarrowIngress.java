package signup.ingress;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.test.context.TestPropertySource;

/** An ingress whose every bound is soon reached; one for all tests that have it. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@TestPropertySource(
        properties = {
            "signup.http.trusted-proxies=127.0.0.1",
            "signup.http.head-timeout=500ms",
            "signup.http.body-timeout=1s",
            "signup.http.max-connections=120",
            "server.netty.idle-timeout=2s",
            "signup.ingress.max-open-exchanges=2",
            "signup.ingress.max-bodies=1MB",
            "signup.saymon.anonymous=true",
            "signup.limits.clients=3/1h",
            "signup.limits.signups=2/1h",
            "signup.limits.challenges=2/1h",
            "signup.limits.statuses=2/1h",
            "signup.limits.avatars=2/1h",
            "signup.limits.links=2/1h",
            "signup.limits.validation-codes=2/1h",
            "signup.limits.failed-logins=2/1h",
            // Their secret is "local".
            "signup.auth.clients.crm.secret-sha256=25bf8e1a2393f1108d37029b3df5593236c755742ec93465bbafa9b290bddcf6",
            "signup.auth.clients.fresh.secret-sha256=25bf8e1a2393f1108d37029b3df5593236c755742ec93465bbafa9b290bddcf6",
            "signup.auth.clients.shop.secret-sha256=25bf8e1a2393f1108d37029b3df5593236c755742ec93465bbafa9b290bddcf6"
        })
@interface NarrowIngress {}
