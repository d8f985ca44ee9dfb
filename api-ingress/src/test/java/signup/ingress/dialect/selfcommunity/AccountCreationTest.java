package signup.ingress.dialect.selfcommunity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static signup.ingress.dialect.selfcommunity.SelfCommunityContract.command;
import static signup.ingress.dialect.selfcommunity.SelfCommunityContract.text;
import static signup.ingress.dialect.selfcommunity.SelfCommunityContract.violations;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import signup.events.Mail;
import signup.events.MailPurpose;
import signup.events.UserCreated;
import signup.events.UserStatus;
import signup.ingress.dialect.Command;
import signup.ingress.settings.IngressSettings.Metadata.Field;
import signup.ingress.settings.IngressSettings.Metadata.Type;

class AccountCreationTest {

    private static final String COMPLETE = "`username`:`ada`,`email`:`ada@example.org`,`password`:`Sesam-open-1`";

    private static final Map<String, Field> METADATA = Map.of(
            "shoe_size", new Field("Shoe size", Type.INTEGER, List.of(), false),
            "team", new Field("Team", Type.ENUM, List.of("red", "blue"), true),
            "blog", new Field("Blog", Type.URL, List.of(), false));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{} | username:required email:required password:required",
                "{COMPLETE} | ~~",
                "{COMPLETE,`website`:`x`,`id`:3,`gender`:null} | ~~",
                "{COMPLETE,`colour`:`red`} | colour:invalid",
                "{COMPLETE,`invite_code`:`abc`} | invite_code:invalid",
                "{COMPLETE,`promo_code`:`abc`} | promo_code:invalid",
                "{COMPLETE,`invite_code`:``,`promo_code`:null} | ~~",
                "{COMPLETE,`custom_user_metadata`:{}} | ~~",
                "{COMPLETE,`custom_user_metadata`:{`colour`:1}} | colour:invalid",
                "{COMPLETE,`custom_user_metadata`:`x`} | custom_user_metadata:invalid"
            })
    void eachRuleIsNamed(String body, String violations) {
        assertThat(violations(SelfCommunityContract.account(), complete(body))).isEqualTo(violations);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{COMPLETE} | team:required",
                "{COMPLETE,`team`:`red`} | ~~",
                "{COMPLETE,`team`:null} | team:null",
                "{COMPLETE,`team`:` `} | team:blank",
                "{COMPLETE,`team`:`red`,`blog`:``,`shoe_size`:null} | ~~",
                "{COMPLETE,`team`:`green`} | team:invalid",
                "{COMPLETE,`team`:`red`,`shoe_size`:43} | ~~",
                "{COMPLETE,`team`:`red`,`shoe_size`:9007199254740991} | ~~",
                "{COMPLETE,`team`:`red`,`shoe_size`:9007199254740992} | shoe_size:invalid",
                "{COMPLETE,`team`:`red`,`shoe_size`:`large`} | shoe_size:invalid",
                "{COMPLETE,`team`:`red`,`blog`:`javascript:alert(1)`} | blog:invalid",
                "{COMPLETE,`custom_user_metadata`:{`team`:`blue`}} | ~~"
            })
    void definedFieldsHaveTypes(String body, String violations) {
        AccountCreation dialect = SelfCommunityContract.account(METADATA, new CodeRules(false, false, false));

        assertThat(violations(dialect, complete(body))).isEqualTo(violations);
    }

    @Test
    void metadataBecomesAttributesAndIsAnsweredLast() {
        AccountCreation dialect = SelfCommunityContract.account(METADATA, new CodeRules(false, false, false));
        Command command = command(dialect, complete("{COMPLETE,`team`:`red`,`shoe_size`:43}"));

        assertThat(command.attributes()).containsExactlyInAnyOrderEntriesOf(Map.of("team", "red", "shoe_size", "43"));
        assertThat(text(dialect.created(user(command.attributes()))))
                .endsWith("\"email\":\"ada@example.org\",\"shoe_size\":43,\"team\":\"red\"}");
    }

    @Test
    void aFieldThatIsStandardCannotBeDefinedAgain() {
        assertThatThrownBy(() -> new MetadataFields(Map.of("bio", new Field(null, Type.STRING, List.of(), false))))
                .hasMessageContaining("signup.metadata.fields.bio");
        assertThatThrownBy(() -> new MetadataFields(Map.of("password", new Field(null, Type.STRING, List.of(), false))))
                .hasMessageContaining("signup.metadata.fields.password");
    }

    @Test
    void anEnumWithoutOptionsCannotBeDefined() {
        assertThatThrownBy(() -> new MetadataFields(Map.of("team", new Field(null, Type.ENUM, List.of(), false))))
                .hasMessageContaining("signup.metadata.fields.team is an enum without options");
    }

    @Test
    void codesAreTakenWhereTheyAreSwitchedOn() {
        AccountCreation dialect = SelfCommunityContract.account(Map.of(), new CodeRules(true, false, true));

        assertThat(violations(dialect, complete("{COMPLETE}"))).isEqualTo("invite_code:required");
        Command command = command(dialect, complete("{COMPLETE,`invite_code`:` abc `,`promo_code`:`p`}"));
        assertThat(command.inviteCode()).isEqualTo("abc");
        assertThat(command.promoCode()).isEqualTo("p");
    }

    @Test
    void aConfirmationMailIsOwed() {
        assertThat(command(SelfCommunityContract.account(), complete("{COMPLETE}"))
                        .mail()
                        .getPurpose())
                .isEqualTo(MailPurpose.CONFIRMATION);
    }

    @Test
    void theAnswerIsTheVendorsUser() {
        assertThat(text(SelfCommunityContract.account().created(user(Map.of()))))
                .isEqualTo("{\"id\":7,\"username\":\"ada\",\"real_name\":\"\",\"avatar\":null,\"ext_id\":null,"
                        + "\"followings_counter\":0,\"followers_counter\":0,\"posts_counter\":0,"
                        + "\"discussions_counter\":0,\"polls_counter\":0,\"connection_status\":null,"
                        + "\"categories_counter\":0,\"date_joined\":\"2026-03-20T13:16:44.991343Z\",\"bio\":\"\","
                        + "\"location\":\"\",\"location_lat_lng\":\"\",\"position_lat_lng\":\"\","
                        + "\"date_of_birth\":null,\"description\":\"\",\"gender\":\"Unspecified\",\"website\":\"\","
                        + "\"cover\":null,\"tags\":[],\"reputation\":0,\"community_badge\":false,"
                        + "\"reg_approved\":true,\"deleted\":false,\"company_name\":\"\",\"company_role\":\"\","
                        + "\"email\":\"ada@example.org\"}");
    }

    private static String complete(String body) {
        return body.replace("COMPLETE", COMPLETE).replace('`', '"');
    }

    private static UserCreated user(Map<String, String> attributes) {
        UUID id = new UUID(1, 2);
        return new UserCreated(
                id,
                Instant.parse("2026-03-20T13:16:44.991343Z"),
                id,
                id,
                7L,
                signup.events.Dialect.SELFCOMMUNITY_ACCOUNT,
                "ada",
                "ada@example.org",
                null,
                null,
                null,
                null,
                null,
                List.of(),
                attributes,
                "en",
                UserStatus.PENDING,
                null,
                new Mail(MailPurpose.CONFIRMATION, null));
    }
}
