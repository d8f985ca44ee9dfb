package signup.ingress.settings;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How often callers may call. Every instance counts for itself: behind a load balancer, callers may do so often with each.
 * A rate is {@code 30/1m} (30 a minute, the first of which begins with the first call) or {@code off}. Addresses of IPv6 are counted by
 * their network (64 bits), which one subscriber has for itself.
 *
 * @param enabled false switches all of them off, as benchmarks do; default true
 * @param clients signups and questions for their status, by each client that says who it is; default 6000/1m
 * @param signups posted signups whose sender does not say who it is, by each address; default 30/1m
 * @param challenges proofs of work and captchas that are handed out, to each address; default 60/1m
 * @param statuses questions for the status of signups that come without credentials, by each address; default 300/1m
 * @param links openings and uses of mailed links, by each address; default 60/1m
 * @param validationCodes validation codes that are checked, for each address; default 10/1m
 * @param failedLogins wrong credentials, by each address: beyond it credentials are not even looked at; default 30/1m
 */
public record LimitSettings(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("6000/1m") Rate clients,
        @DefaultValue("30/1m") Rate signups,
        @DefaultValue("60/1m") Rate challenges,
        @DefaultValue("300/1m") Rate statuses,
        @DefaultValue("60/1m") Rate links,
        @DefaultValue("10/1m") Rate validationCodes,
        @DefaultValue("30/1m") Rate failedLogins) {}
