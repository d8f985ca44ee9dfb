package signup.ingress.settings;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How often callers may call. Every instance counts for itself: behind a load balancer, callers may do so often with each.
 * A rate is {@code 30/1m} (30 at once, then one every two seconds) or {@code off}. Addresses of IPv6 are counted by
 * their network (64 bits), which one subscriber has for itself.
 *
 * @param enabled false switches all of them off, as benchmarks do; default true
 * @param clients signups, captchas and questions for their status, by each client that says who it is; default
 *     600000/1m, which is above what an instance takes: a spike is taken, not refused. Lower it for quotas
 * @param signups posted signups whose sender does not say who it is, by each address; default 30/1m
 * @param challenges proofs of work and captchas that are handed out, to each address; default 60/1m. A captcha
 *     that is asked for with good credentials counts as its client's instead
 * @param statuses questions for the status of signups that come without credentials, by each address; default 300/1m
 * @param avatars users' pictures, by each address; default 600/1m, pages full of them
 * @param links openings and uses of mailed links, by each address; default 60/1m
 * @param validationCodes validation codes that are checked, for each address; default 10/1m, of which all are
 *     had again at the end of the minute that began with the first
 * @param failedLogins wrong credentials, by each address: beyond it credentials are not even looked at, but those that were
 *     good before; default 30/1m
 */
public record LimitSettings(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("600000/1m") Rate clients,
        @DefaultValue("30/1m") Rate signups,
        @DefaultValue("60/1m") Rate challenges,
        @DefaultValue("300/1m") Rate statuses,
        @DefaultValue("600/1m") Rate avatars,
        @DefaultValue("60/1m") Rate links,
        @DefaultValue("10/1m") Rate validationCodes,
        @DefaultValue("30/1m") Rate failedLogins) {}
