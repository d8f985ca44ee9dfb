package signup.registration;

import java.util.Map;
import java.util.Set;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

final class OnRole extends SpringBootCondition {

    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        Map<String, Object> annotation = metadata.getAnnotationAttributes(ConditionalOnRole.class.getName());
        Set<Role> roles = Binder.get(context.getEnvironment())
                .bindOrCreate("signup.worker", Bindable.of(RegistrationSettings.Worker.class))
                .roles();
        boolean named = annotation != null && roles.contains((Role) annotation.get("value"));
        return new ConditionOutcome(named, "signup.worker.roles is " + roles);
    }
}
