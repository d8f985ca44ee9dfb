package signup.registration.avatar;

import io.netty.resolver.dns.DnsServerAddressStreamProvider;
import io.netty.resolver.dns.SingletonDnsServerAddressStreamProvider;
import io.netty.util.NetUtil;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A name server whose answers may change from one question to the next, as that of an attacker does (RFC 1035). */
final class NameServer implements AutoCloseable {

    private static final int ADDRESS = 1;
    private static final int ADDRESS_6 = 28;

    private final DatagramSocket socket;
    private final Map<String, List<List<byte[]>>> answers = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> questions = new ConcurrentHashMap<>();

    NameServer() {
        try {
            socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread serving = new Thread(this::serve, "name-server");
        serving.setDaemon(true);
        serving.start();
    }

    DnsServerAddressStreamProvider provider() {
        return new SingletonDnsServerAddressStreamProvider((InetSocketAddress) socket.getLocalSocketAddress());
    }

    /** The name has these addresses, comma-separated, when it is first asked for, then the next ones; at last the last. */
    void has(String name, String... addresses) {
        answers.put(
                name,
                Arrays.stream(addresses)
                        .map(one -> Arrays.stream(one.split(","))
                                .map(NetUtil::createByteArrayFromIpAddressString)
                                .toList())
                        .toList());
        questions.put(name, new AtomicInteger());
    }

    /** How often addresses of version 4 were asked for. */
    int questions(String name) {
        return questions.get(name).get();
    }

    private void serve() {
        byte[] buffer = new byte[512];
        while (!socket.isClosed()) {
            try {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                socket.receive(packet);
                byte[] answer = answer(ByteBuffer.wrap(buffer, 0, packet.getLength()));
                socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private byte[] answer(ByteBuffer question) {
        StringBuilder name = new StringBuilder();
        int at = 12;
        while (question.get(at) != 0) {
            byte[] label = new byte[question.get(at)];
            question.get(at + 1, label);
            name.append(name.isEmpty() ? "" : ".").append(new String(label, StandardCharsets.US_ASCII));
            at += 1 + label.length;
        }
        int type = question.getShort(at + 1);
        List<byte[]> found = found(name.toString(), type);
        ByteBuffer answer = ByteBuffer.allocate(512).put(question.array(), 0, at + 5);
        answer.putShort(2, (short) (answers.containsKey(name.toString()) ? 0x8180 : 0x8183));
        answer.putShort(6, (short) found.size()).putInt(8, 0);
        for (byte[] address : found) {
            answer.putShort((short) 0xC00C).putShort((short) type).putShort((short) 1);
            answer.putInt(0).putShort((short) address.length).put(address);
        }
        return Arrays.copyOf(answer.array(), answer.position());
    }

    private List<byte[]> found(String name, int type) {
        List<List<byte[]>> all = answers.get(name);
        if (all == null || type != ADDRESS && type != ADDRESS_6) {
            return List.of();
        }
        int asked = type == ADDRESS ? questions.get(name).getAndIncrement() : Math.max(0, questions(name) - 1);
        return all.get(Math.min(asked, all.size() - 1)).stream()
                .filter(address -> address.length == (type == ADDRESS ? 4 : 16))
                .toList();
    }

    @Override
    public void close() {
        socket.close();
    }
}
