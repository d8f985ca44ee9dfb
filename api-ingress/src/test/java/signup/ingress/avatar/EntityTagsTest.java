package signup.ingress.avatar;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class EntityTagsTest {

    @Test
    void strongAndWeakTagsAreReadFromAllHeaders() {
        assertThat(EntityTags.in(List.of("\"a1\", W/\"b,2\"", "\"c3\"")).tags()).containsExactly("a1", "b,2", "c3");
    }

    @Test
    void whatIsNoTagIsLeftOut() {
        assertThat(EntityTags.in(List.of("a1", "*", "\"\"", "\"" + "x".repeat(65) + "\""))
                        .tags())
                .isEmpty();
    }

    @Test
    void aStarIsWhateverThereIs() {
        assertThat(EntityTags.in(List.of(" * ")).any()).isTrue();
        assertThat(EntityTags.in(List.of("\"*\"")).any()).isFalse();
        assertThat(EntityTags.in(List.of()).any()).isFalse();
    }

    @Test
    void aHeaderFullOfTagsCostsNoMoreThanAFew() {
        String many = String.join(",", Collections.nCopies(1_000, "\"a\""));
        assertThat(EntityTags.in(List.of(many, many)).tags()).hasSize(8);
    }
}
