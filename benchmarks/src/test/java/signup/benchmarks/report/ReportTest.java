package signup.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReportTest {

    private final Report report = new Report(
            Instant.parse("2026-11-22T12:00:00Z"),
            new Machine("Processor", 2, 24, "Linux 6, amd64", "OpenJDK 17"),
            List.of(
                    Figure.of("accept", "202s per second", 12_345.6789, "1/s")
                            .limitedBy("a bare handler", 20_000)
                            .withGoal(Goal.ofLimit(0.5))
                            .withCores(Map.of("ingress", 1.23456))
                            .withSettings(Map.of("connections", "1000")),
                    Figure.of("latency", "p50", 9.5, "ms").withGoal(Goal.atMost(5))),
            List.of(new Plot(
                    "accept",
                    "Accept",
                    "s",
                    "1/s",
                    List.of(new Plot.Line("ingress", List.of(0.0, 1.0), List.of(1.0, 2.0))))),
            Map.of("signup.limits.rate", "off"),
            Map.of("hash", "no native library"));

    @Test
    void theJsonIsAListOfFiguresEachBesideItsLimit() {
        JsonNode entries = JsonMapper.shared().readTree(report.json());

        assertThat(entries.isArray()).isTrue();
        JsonNode accept = entries.get(0);
        assertThat(accept.propertyNames())
                .contains("scenario", "figure", "unit", "limit", "ratio", "settings", "machine");
        assertThat(accept.get("scenario").asString()).isEqualTo("accept");
        assertThat(accept.get("figure").asDouble()).isEqualTo(12_345.679);
        assertThat(accept.get("limit").asDouble()).isEqualTo(20_000);
        assertThat(accept.get("ratio").asDouble()).isEqualTo(0.617);
        assertThat(accept.get("reached").asBoolean()).isTrue();
        assertThat(accept.at("/settings/connections").asString()).isEqualTo("1000");
        assertThat(accept.at("/machine/cores").asInt()).isEqualTo(2);
        assertThat(accept.at("/cores/ingress").asDouble()).isEqualTo(1.235);
    }

    @Test
    void aFigureWithoutLimitHasNullForIt() {
        JsonNode latency = JsonMapper.shared().readTree(report.json()).get(1);

        assertThat(latency.get("limit").isNull()).isTrue();
        assertThat(latency.get("ratio").isNull()).isTrue();
        assertThat(latency.get("reached").asBoolean()).isFalse();
    }

    @Test
    void theTableAlignsItsColumns() {
        assertThat(report.table().lines())
                .containsExactly(
                        "scenario  figure            value  unit   limit  ratio  goal             reached",
                        "accept    202s per second  12,346  1/s   20,000   0.62  ≥ 0.50 of limit  yes",
                        "latency   p50                9.50  ms         –      –  ≤ 5              no");
    }

    @Test
    void theFolderHoldsJsonMarkdownAndPlots(@TempDir Path folder) throws IOException {
        report.write(folder);

        assertThat(folder.resolve("report.json")).hasContent(report.json());
        assertThat(Files.readString(folder.resolve("report.md")))
                .contains("| accept | 202s per second | 12,346 | 1/s | 20,000 | 0.62 | ≥ 0.50 of limit | yes |")
                .contains("- accept, 202s per second: ingress 1.23 (100 µs)")
                .contains("**hash** came to no figure: no native library")
                .contains("switched off: `signup.limits.rate=off`.")
                .contains("![Accept](accept.svg)");
        assertThat(folder.resolve("accept.svg")).content().contains("<svg");
    }
}
