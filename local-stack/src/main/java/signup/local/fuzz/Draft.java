package signup.local.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.stream.Collectors;

/**
 * A request in the making, every part of it open to change. A body is either the members of a JSON object, each value as
 * JSON text, or bytes.
 */
final class Draft {

    String method;
    String target;
    String version = "HTTP/1.1";
    final List<Entry<String, String>> headers = new ArrayList<>();
    final List<Entry<String, String>> members = new ArrayList<>();

    private byte[] body = new byte[0];
    private boolean endIsClear = true;

    private Draft(String method, String target) {
        this.method = method;
        this.target = target;
        header("Host", "localhost");
    }

    static Draft get(String target) {
        return new Draft("GET", target);
    }

    /** With a JSON object for a body, which must get {@linkplain #member members}. */
    static Draft post(String target) {
        return new Draft("POST", target).header("Content-Type", "application/json");
    }

    static Draft form(String target, String fields) {
        return new Draft("POST", target)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .body(fields.getBytes(StandardCharsets.UTF_8));
    }

    Draft header(String name, String value) {
        headers.add(Map.entry(name, value));
        return this;
    }

    /** @param json as JSON text */
    Draft member(String name, String json) {
        members.add(Map.entry(name, json));
        return this;
    }

    /** @param text without anything that JSON escapes */
    Draft text(String name, String text) {
        return member(name, '"' + text + '"');
    }

    /** From now on the body is these bytes. */
    Draft body(byte[] bytes) {
        members.clear();
        body = bytes;
        return this;
    }

    byte[] body() {
        return members.isEmpty()
                ? body
                : members.stream()
                        .map(member -> '"' + member.getKey() + "\":" + member.getValue())
                        .collect(Collectors.joining(",", "{", "}"))
                        .getBytes(StandardCharsets.UTF_8);
    }

    /** It is no longer certain where the request ends, so nobody may be owed an answer to it. */
    Draft endIsUnclear() {
        endIsClear = false;
        return this;
    }

    /** As it goes over the wire; its length is told unless a header tells one. */
    OddRequest finished() {
        byte[] content = body();
        boolean told = headers.stream()
                .map(header -> header.getKey().toLowerCase(java.util.Locale.ROOT))
                .anyMatch(name -> name.equals("content-length") || name.equals("transfer-encoding"));
        StringBuilder head = new StringBuilder(method)
                .append(' ')
                .append(target)
                .append(' ')
                .append(version)
                .append("\r\n");
        headers.forEach(header -> head.append(header.getKey())
                .append(": ")
                .append(header.getValue())
                .append("\r\n"));
        if (!told && (content.length > 0 || method.equals("POST"))) {
            head.append("Content-Length: ").append(content.length).append("\r\n");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        bytes.writeBytes(content);
        return new OddRequest(bytes.toByteArray(), method.equals("HEAD"), endIsClear && !told);
    }
}
