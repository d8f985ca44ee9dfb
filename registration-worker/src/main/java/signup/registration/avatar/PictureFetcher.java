package signup.registration.avatar;

import io.netty.channel.ChannelOption;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.timeout.TimeoutException;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.http.Http11SslContextSpec;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;
import reactor.netty.tcp.SslProvider;

/**
 * Fetches pictures from where users say, and is not fooled into fetching anything else from anywhere else: a host is
 * resolved once, each of its addresses is checked, and the connection goes to the very address that was checked, while
 * {@code Host}, SNI and the certificate's name stay the URL's. Redirects are followed here, each like a new URL. Nothing is
 * sent that tells of us or of users, no compression is asked for, and bytes are counted as they come.
 */
final class PictureFetcher {

    private static final int CONNECT_MILLIS = 3_000;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final Set<Integer> PASSING = Set.of(408, 425, 429);

    private final HostAddresses hosts;
    private final AddressRules rules;
    private final FetchLimits limits;
    private final Consumer<? super SslProvider.SslContextSpec> tls;
    private final HttpClient http;

    PictureFetcher(HostAddresses hosts, AddressRules rules, FetchLimits limits, LoopResources loops) {
        this(hosts, rules, limits, loops, spec -> spec.sslContext(Http11SslContextSpec.forClient()));
    }

    /** @param tls whom to trust */
    PictureFetcher(
            HostAddresses hosts,
            AddressRules rules,
            FetchLimits limits,
            LoopResources loops,
            Consumer<? super SslProvider.SslContextSpec> tls) {
        this.hosts = hosts;
        this.rules = rules;
        this.limits = limits;
        this.tls = tls;
        // A connection is used once: a kept one would have been checked for another request.
        this.http = HttpClient.create(ConnectionProvider.newConnection())
                .runOn(loops, false)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
                .disableRetry(true)
                .followRedirect(false)
                .compress(false)
                .headers(headers -> headers.set(HttpHeaderNames.USER_AGENT, "Signup-Avatars")
                        .set(HttpHeaderNames.ACCEPT, "image/png, image/jpeg, image/gif, image/webp"));
    }

    /** The bytes at that URL; fails with {@link AvatarFailedException} and nothing else. */
    Mono<byte[]> fetch(String url) {
        return Mono.defer(() -> follow(PictureUrl.of(url, limits.ports()), 0))
                .timeout(limits.time())
                .onErrorMap(PictureFetcher::translated);
    }

    private Mono<byte[]> follow(PictureUrl url, int redirects) {
        return checked(url).flatMap(address -> ask(url, address)).flatMap(answer -> {
            if (answer.location() == null) {
                return Mono.just(answer.bytes());
            }
            if (redirects == FetchLimits.REDIRECTS) {
                return Mono.error(new AvatarFailedException(AvatarFailure.TOO_MANY_REDIRECTS));
            }
            return follow(url.redirectedTo(answer.location(), limits.ports()), redirects + 1);
        });
    }

    /** Where to connect to. A host with one address that is not to be asked is not asked at all. */
    private Mono<InetSocketAddress> checked(PictureUrl url) {
        Mono<List<byte[]>> addresses = url.address()
                .map(address -> Mono.just(List.of(address)))
                .orElseGet(() -> hosts.of(url.host())
                        .map(found ->
                                found.stream().map(InetAddress::getAddress).toList()));
        return addresses.map(found -> {
            if (found.isEmpty() || !found.stream().allMatch(rules::permit)) {
                throw new AvatarFailedException(AvatarFailure.FORBIDDEN_ADDRESS);
            }
            return pinned(url, found.get(0));
        });
    }

    /** An address that is resolved already and bears the URL's host as its name: nothing resolves it once more. */
    private static InetSocketAddress pinned(PictureUrl url, byte[] address) {
        try {
            return new InetSocketAddress(InetAddress.getByAddress(url.host(), address), url.port());
        } catch (UnknownHostException e) {
            throw new IllegalStateException("Addresses have 4 or 16 bytes", e);
        }
    }

    private Mono<Answer> ask(PictureUrl url, InetSocketAddress address) {
        HttpClient client = http.remoteAddress(() -> address)
                .headers(headers -> headers.set(HttpHeaderNames.HOST, url.authority()));
        return (url.secure() ? client.secure(tls) : client)
                .get()
                .uri(url.path())
                .response((response, content) -> answer(response, content))
                .next();
    }

    private Mono<Answer> answer(HttpClientResponse response, ByteBufFlux content) {
        int status = response.status().code();
        String location = response.responseHeaders().get(HttpHeaderNames.LOCATION);
        if (REDIRECTS.contains(status) && location != null) {
            return Mono.just(new Answer(new byte[0], location));
        }
        if (status != 200) {
            boolean passing = status >= 500 || PASSING.contains(status);
            return Mono.error(new AvatarFailedException(passing ? AvatarFailure.SERVER_FAILED : AvatarFailure.REFUSED));
        }
        return content.asByteArray()
                .collect(ByteArrayOutputStream::new, this::add)
                .map(bytes -> new Answer(bytes.toByteArray(), null));
    }

    private void add(ByteArrayOutputStream bytes, byte[] more) {
        if (bytes.size() + more.length > limits.bytes()) {
            throw new AvatarFailedException(AvatarFailure.TOO_MANY_BYTES);
        }
        bytes.writeBytes(more);
    }

    private static Throwable translated(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            AvatarFailure reason = reason(cause);
            if (reason != null) {
                return new AvatarFailedException(reason);
            }
        }
        return new AvatarFailedException(AvatarFailure.UNREACHABLE);
    }

    private static @Nullable AvatarFailure reason(Throwable failure) {
        if (failure instanceof AvatarFailedException known) {
            return known.reason();
        }
        if (failure instanceof UnknownHostException) {
            return AvatarFailure.UNKNOWN_HOST;
        }
        if (failure instanceof java.util.concurrent.TimeoutException
                || failure instanceof TimeoutException
                || failure instanceof ConnectTimeoutException) {
            return AvatarFailure.TIMED_OUT;
        }
        return failure instanceof SSLException ? AvatarFailure.TLS : null;
    }

    /**
     * What a server said.
     *
     * @param location where it says that the picture is; null when these bytes are it
     */
    private record Answer(byte[] bytes, @Nullable String location) {}
}
