package signup.benchmarks.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A request whose bytes are made once; for each sending only its {@linkplain #NAME names} are written anew. Not for use by
 * several threads.
 */
public final class RequestTemplate {

    /** Stands in path, headers or body for the name of the request's number. */
    public static final String NAME = "#".repeat(Identities.LENGTH);

    private final byte[] bytes;
    private final int[] names;
    private final Identities identities;
    private final byte[] name = new byte[Identities.LENGTH];

    private RequestTemplate(byte[] bytes, int[] names, Identities identities) {
        this.bytes = bytes;
        this.names = names;
        this.identities = identities;
    }

    /** A JSON POST of HTTP/1.1 over a connection that is kept. */
    public static RequestTemplate post(
            String host, String path, Map<String, String> headers, String json, Identities identities) {
        StringBuilder text = new StringBuilder("POST " + path + " HTTP/1.1\r\nHost: " + host + "\r\n");
        headers.forEach(
                (name, value) -> text.append(name).append(": ").append(value).append("\r\n"));
        text.append("Content-Type: application/json\r\nContent-Length: ")
                .append(json.getBytes(StandardCharsets.UTF_8).length)
                .append("\r\n\r\n")
                .append(json);
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        return new RequestTemplate(bytes, offsets(new String(bytes, StandardCharsets.ISO_8859_1)), identities);
    }

    /** The request of that number. */
    ByteBuf encode(long number, ByteBufAllocator allocator) {
        ByteBuf request = allocator.directBuffer(bytes.length).writeBytes(bytes);
        identities.write(number, name);
        for (int offset : names) {
            request.setBytes(offset, name);
        }
        return request;
    }

    /** What stands for {@link #NAME} in the request of that number. */
    String nameOf(long number) {
        return identities.name(number);
    }

    private static int[] offsets(String text) {
        List<Integer> found = new ArrayList<>();
        for (int at = text.indexOf(NAME); at >= 0; at = text.indexOf(NAME, at + NAME.length())) {
            found.add(at);
        }
        return found.stream().mapToInt(Integer::intValue).toArray();
    }
}
