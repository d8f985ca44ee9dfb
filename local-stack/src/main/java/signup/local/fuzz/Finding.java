package signup.local.fuzz;

import java.nio.charset.StandardCharsets;

/**
 * What should not have come of a request.
 *
 * @param number which request of its seed it was
 * @param what is wrong, with the answer
 * @param request the bytes that were sent
 */
public record Finding(long number, String what, byte[] request) {

    private static final int SHOWN = 600;

    @Override
    public String toString() {
        String sent = new String(request, StandardCharsets.ISO_8859_1);
        return "request " + number + ": " + what + "\n  "
                + sent.substring(0, Math.min(SHOWN, sent.length()))
                        .replaceAll("[^ -~\\n]", "?")
                        .replace("\n", "\n  ");
    }
}
