package signup.registration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

class ConditionalOnRoleTest {

    private final ApplicationContextRunner instance =
            new ApplicationContextRunner().withUserConfiguration(Deciding.class, Hashing.class);

    @Test
    void anInstanceHasEveryRoleUnlessToldOtherwise() {
        instance.run(
                context -> assertThat(context).hasSingleBean(Deciding.class).hasSingleBean(Hashing.class));
    }

    @Test
    void anInstanceHasTheRolesThatItsSettingsName() {
        instance.withPropertyValues("signup.worker.roles=registration,activation")
                .run(context ->
                        assertThat(context).hasSingleBean(Deciding.class).doesNotHaveBean(Hashing.class));
    }

    @Configuration
    @ConditionalOnRole(Role.REGISTRATION)
    static class Deciding {}

    @Configuration
    @ConditionalOnRole(Role.CREDENTIAL)
    static class Hashing {}
}
