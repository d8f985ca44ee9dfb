package signup.notification.template;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.support.ReloadableResourceBundleMessageSource;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.ITemplateContext;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.spring6.messageresolver.SpringMessageResolver;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.AbstractConfigurableTemplateResolver;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;
import org.thymeleaf.templateresolver.FileTemplateResolver;

/**
 * Where templates and messages come from: a folder's files where it has them, else the ones that are built in. Templates
 * are named with their extension, which tells their mode.
 */
final class Templates {

    private static final String BUILT_IN = "mail/";

    private Templates() {}

    static ITemplateEngine engine(@Nullable Path folder, MessageSource messages) {
        SpringTemplateEngine engine = new SpringTemplateEngine();
        engine.setMessageResolver(new StrictMessages(messages));
        engine.setEnableSpringELCompiler(true);
        if (folder != null) {
            addBoth(engine, 1, FileTemplateResolver::new, folder.toAbsolutePath() + "/");
        }
        addBoth(engine, 3, ClassLoaderTemplateResolver::new, BUILT_IN);
        return engine;
    }

    static MessageSource messages(@Nullable Path folder) {
        ReloadableResourceBundleMessageSource messages = new ReloadableResourceBundleMessageSource();
        if (folder != null) {
            messages.addBasenames(folder.toAbsolutePath().toUri() + "messages");
        }
        messages.addBasenames("classpath:" + BUILT_IN + "messages");
        messages.setDefaultEncoding(StandardCharsets.UTF_8.name());
        messages.setFallbackToSystemLocale(false);
        messages.setDefaultLocale(Locale.ENGLISH);
        messages.setAlwaysUseMessageFormat(true);
        return messages;
    }

    private static void addBoth(
            SpringTemplateEngine engine,
            int order,
            Supplier<? extends AbstractConfigurableTemplateResolver> resolver,
            String prefix) {
        engine.addTemplateResolver(configured(resolver.get(), order, TemplateMode.HTML, "*.html", prefix));
        engine.addTemplateResolver(configured(resolver.get(), order + 1, TemplateMode.TEXT, "*.txt", prefix));
    }

    private static AbstractConfigurableTemplateResolver configured(
            AbstractConfigurableTemplateResolver resolver,
            int order,
            TemplateMode mode,
            String pattern,
            String prefix) {
        resolver.setOrder(order);
        resolver.setTemplateMode(mode);
        resolver.setResolvablePatterns(Set.of(pattern));
        resolver.setPrefix(prefix);
        resolver.setCharacterEncoding(StandardCharsets.UTF_8.name());
        resolver.setCheckExistence(true);
        resolver.setCacheable(true);
        return resolver;
    }

    /** A text that is missing is an error, not a mail that says {@code ??key??}. */
    private static final class StrictMessages extends SpringMessageResolver {

        StrictMessages(MessageSource messages) {
            setMessageSource(messages);
        }

        @Override
        public String createAbsentMessageRepresentation(
                ITemplateContext context, Class<?> origin, String key, Object[] parameters) {
            throw new IllegalArgumentException("The templates name a text that the bundles lack: " + key);
        }
    }
}
