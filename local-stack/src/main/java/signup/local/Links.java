package signup.local;

import java.util.LinkedHashMap;
import java.util.Map;

/** Where what is reached, by what it is called. */
final class Links {

    private Links() {}

    static Map<String, String> of(Ports ports) {
        Map<String, String> links = new LinkedHashMap<>();
        links.put("API", "http://127.0.0.1:" + ports.api());
        links.put("Sign-up page", "http://127.0.0.1:" + ports.api() + "/signup");
        links.put("API reference", "http://127.0.0.1:" + ports.api() + "/docs");
        links.put("Console, mailbox", "http://127.0.0.1:" + ports.console());
        links.put("Schema registry", "http://127.0.0.1:" + ports.registry() + "/apis/ccompat/v7");
        links.put("Kafka", "127.0.0.1:" + ports.kafka());
        links.put("PostgreSQL", "jdbc:postgresql://127.0.0.1:" + ports.database() + "/signup?user=" + Database.USER);
        links.put("SMTP", "127.0.0.1:" + ports.smtp());
        links.put("Management, api-ingress", management(ports.ingressManagement()));
        links.put("Management, registration-worker", management(ports.registrationManagement()));
        links.put("Management, notification-worker", management(ports.notificationManagement()));
        return links;
    }

    private static String management(int port) {
        return "http://127.0.0.1:" + port + "/actuator";
    }
}
