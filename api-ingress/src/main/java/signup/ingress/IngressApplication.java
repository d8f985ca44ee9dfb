package signup.ingress;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The ingress as a process. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class IngressApplication {

    /**
     * Without it reactor-netty 1.3.6 may stop reading from a kept-alive connection whose next request comes before the last
     * exchange has quite ended (reactor-netty issue 4361, pull request 4347). To go with the first release that has the fix.
     */
    private static final String END_EXCHANGE_WITH_ITS_ANSWER = "reactor.netty.http.server.lastFlushWhenNoRead";

    public static void main(String[] arguments) {
        if (System.getProperty(END_EXCHANGE_WITH_ITS_ANSWER) == null) {
            System.setProperty(END_EXCHANGE_WITH_ITS_ANSWER, "true");
        }
        SpringApplication.run(IngressApplication.class, arguments);
    }
}
