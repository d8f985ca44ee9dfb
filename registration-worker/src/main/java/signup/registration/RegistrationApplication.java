package signup.registration;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/** The registration worker as a process. */
@SpringBootApplication
@EnableConfigurationProperties(RegistrationSettings.class)
public class RegistrationApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(RegistrationApplication.class, arguments);
    }
}
