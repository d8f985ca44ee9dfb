package signup.local;

import kafka.Kafka;
import kafka.tools.StorageTool;

/** Kafka's own two programs in one JVM: formats the record folder unless it is formatted, then serves. */
final class BrokerMain {

    /** Names the one cluster that this folder belongs to; a base64 UUID, as Kafka wants it. */
    private static final String CLUSTER_ID = "c2lnbnVwLWxvY2FsLTAwMQ";

    private BrokerMain() {}

    public static void main(String[] arguments) {
        String settings = arguments[0];
        int code = StorageTool.execute(
                new String[] {"format", "--ignore-formatted", "--cluster-id", CLUSTER_ID, "--config", settings},
                System.out);
        if (code != 0) {
            System.exit(code);
        }
        Kafka.main(new String[] {settings});
    }
}
