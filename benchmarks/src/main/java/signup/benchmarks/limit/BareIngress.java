package signup.benchmarks.limit;

import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The limit of accepting: a WebFlux handler that parses the JSON and answers as the ingress does, and nothing else. No
 * authentication, no Avro, no Kafka. A program of its own, so that it is measured as the ingress is.
 */
public final class BareIngress {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private BareIngress() {}

    /** Serves every POST on the port that is the first argument. */
    public static void main(String[] arguments) {
        RouterFunction<ServerResponse> routes =
                RouterFunctions.route().POST("/**", BareIngress::accept).build();
        HttpServer.create()
                .host("127.0.0.1")
                .port(Integer.parseInt(arguments[0]))
                .handle(new ReactorHttpHandlerAdapter(RouterFunctions.toHttpHandler(routes)))
                .bindNow()
                .onDispose()
                .block();
    }

    private static Mono<ServerResponse> accept(ServerRequest request) {
        return request.bodyToMono(byte[].class).flatMap(bytes -> {
            JsonNode body = JSON.readTree(bytes);
            String id = UUID.nameUUIDFromBytes(
                            body.path("username").asString("").getBytes(java.nio.charset.StandardCharsets.UTF_8))
                    .toString();
            String status = "/signups/" + id;
            return ServerResponse.status(HttpStatus.ACCEPTED)
                    .contentType(MediaType.APPLICATION_JSON)
                    .header("Location", status)
                    .header("Retry-After", "2")
                    .header("Signup-Id", id)
                    .bodyValue(
                            "{\"signup_id\":\"" + id + "\",\"status\":\"pending\",\"status_url\":\"" + status + "\"}");
        });
    }
}
