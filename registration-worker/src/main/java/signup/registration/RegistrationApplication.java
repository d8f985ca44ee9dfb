package signup.registration;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import signup.registration.replay.Jobs;

/** The registration worker as a process; when its first argument names one, only a job of it. */
@SpringBootApplication
@EnableConfigurationProperties(RegistrationSettings.class)
public class RegistrationApplication {

    /** The profile of a process that runs a job and no listener. */
    public static final String JOB = "job";

    public static void main(String[] arguments) {
        if (Jobs.areAskedFor(arguments)) {
            System.exit(Jobs.run(arguments));
        }
        SpringApplication.run(RegistrationApplication.class, arguments);
    }
}
