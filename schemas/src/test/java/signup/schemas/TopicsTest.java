package signup.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;

class TopicsTest {

    @Test
    void everyTopicIsListedOnceAndFoundByItsName() {
        assertThat(Topics.ALL).extracting(Topic::name).doesNotHaveDuplicates().hasSize(12);
        assertThat(Topics.ALL)
                .allSatisfy(topic -> assertThat(Topics.named(topic.name())).isSameAs(topic));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Topics.named("user.deleted"))
                .withMessage("No topic is named user.deleted");
    }

    @Test
    void noTwoTopicsCarryTheSameEvent() {
        assertThat(Topics.ALL)
                .extracting(Topic::schema)
                .filteredOn(Objects::nonNull)
                .extracting(Schema::getFullName)
                .doesNotHaveDuplicates();
    }

    @Test
    void whatNeverChangesIsCompactedAndKept() {
        assertThat(configs(Topics.USER_CREATED)).isEqualTo("{cleanup.policy=compact}");
        assertThat(configs(Topics.USER_ACTIVATED)).isEqualTo("{cleanup.policy=compact}");
    }

    @Test
    void theRestIsDeletedAfterItsTime() {
        assertThat(Topics.named(Topics.SIGNUP_REPLIES).asNewTopic(4).configs())
                .containsEntry("cleanup.policy", "delete")
                .containsEntry("retention.ms", "3600000");
        assertThat(Topics.named("signup.requested.dlt").asNewTopic(3).configs())
                .containsEntry("retention.ms", "2592000000");
    }

    @Test
    void aNewTopicHasTheClustersReplication() {
        NewTopic topic = Topics.named(Topics.SIGNUP_REQUESTED).asNewTopic(4);

        assertThat(topic.numPartitions()).isEqualTo(4);
        assertThat(topic.replicationFactor()).isEqualTo((short) -1);
    }

    @Test
    void aTopicsSubjectIsNamedAsConfluentDoes() {
        assertThat(Topics.named(Topics.USER_CREATED).subject()).isEqualTo("user.created-value");
    }

    private static String configs(String topic) {
        return Topics.named(topic).asNewTopic(12).configs().toString();
    }
}
