package signup.benchmarks.load;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Reads HTTP/1.1 responses, as much as a load generator needs: the status and where the body lies. Much cheaper than a
 * full codec, which would take from the server the cores that both share.
 */
abstract class ResponseDecoder extends ByteToMessageDecoder {

    private static final int STATUS_AT = "HTTP/1.1 ".length();
    private static final int INCOMPLETE = -1;
    private static final byte[] CONTENT_LENGTH = "content-length:".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CHUNKED = "transfer-encoding: chunked".getBytes(StandardCharsets.US_ASCII);

    /** Hears of each response; the body is valid during the call only. */
    abstract void answered(int status, ByteBuf body);

    @Override
    protected final void decode(ChannelHandlerContext context, ByteBuf in, List<Object> none) {
        int start = in.readerIndex();
        int bodyAt = endOfHead(in, start);
        if (bodyAt == INCOMPLETE) {
            return;
        }
        Framing framing = framing(in, start, bodyAt);
        int end = framing.chunked ? endOfChunks(in, bodyAt) : bodyAt + framing.length;
        if (end == INCOMPLETE || end > in.writerIndex()) {
            return;
        }
        in.readerIndex(end);
        answered(decimal(in, start + STATUS_AT), in.slice(bodyAt, end - bodyAt));
    }

    private record Framing(int length, boolean chunked) {}

    private static int endOfHead(ByteBuf in, int start) {
        int end = in.writerIndex();
        for (int at = in.indexOf(start, end, (byte) '\n'); at >= 0; at = in.indexOf(at + 1, end, (byte) '\n')) {
            if (at + 2 < end && in.getByte(at + 1) == '\r' && in.getByte(at + 2) == '\n') {
                return at + 3;
            }
        }
        return INCOMPLETE;
    }

    private static Framing framing(ByteBuf in, int start, int end) {
        int line = in.indexOf(start, end, (byte) '\n') + 1;
        while (line > 0 && line < end) {
            if (startsWith(in, line, end, CONTENT_LENGTH)) {
                return new Framing(decimal(in, line + CONTENT_LENGTH.length), false);
            }
            if (startsWith(in, line, end, CHUNKED)) {
                return new Framing(0, true);
            }
            line = in.indexOf(line, end, (byte) '\n') + 1;
        }
        return new Framing(0, false);
    }

    private static boolean startsWith(ByteBuf in, int at, int end, byte[] lowerCase) {
        if (end - at < lowerCase.length) {
            return false;
        }
        for (int i = 0; i < lowerCase.length; i++) {
            int c = in.getByte(at + i);
            if ((c >= 'A' && c <= 'Z' ? c + 32 : c) != lowerCase[i]) {
                return false;
            }
        }
        return true;
    }

    private static int endOfChunks(ByteBuf in, int start) {
        int at = start;
        while (true) {
            int line = in.indexOf(at, in.writerIndex(), (byte) '\n');
            if (line < 0) {
                return INCOMPLETE;
            }
            int size = hexadecimal(in, at);
            at = line + 1 + size + 2;
            if (at > in.writerIndex()) {
                return INCOMPLETE;
            }
            if (size == 0) {
                return at;
            }
        }
    }

    private static int decimal(ByteBuf in, int from) {
        int at = from;
        while (in.getByte(at) == ' ') {
            at++;
        }
        int value = 0;
        for (byte c = in.getByte(at); c >= '0' && c <= '9'; c = in.getByte(++at)) {
            value = value * 10 + c - '0';
        }
        return value;
    }

    private static int hexadecimal(ByteBuf in, int from) {
        int at = from;
        int value = 0;
        for (int digit = Character.digit(in.getByte(at), 16);
                digit >= 0;
                digit = Character.digit(in.getByte(++at), 16)) {
            value = value * 16 + digit;
        }
        return value;
    }
}
