package signup.benchmarks.scenario;

import java.util.List;
import java.util.Map;
import signup.benchmarks.Scenario;
import signup.benchmarks.Stage;
import signup.benchmarks.limit.BareIngress;
import signup.benchmarks.load.HttpLoad;
import signup.benchmarks.load.LoadResult;
import signup.benchmarks.load.Schedule;
import signup.benchmarks.parts.Consumption;
import signup.benchmarks.parts.Parts;
import signup.benchmarks.parts.Service;
import signup.benchmarks.report.Figure;
import signup.benchmarks.report.Goal;
import signup.benchmarks.report.Plot;
import signup.schemas.Topics;

/** How fast the ingress takes signups that Kafka then has, with nobody to decide them. */
public final class Accept implements Scenario {

    private static final int ACCEPTED = 202;

    @Override
    public String name() {
        return "accept";
    }

    @Override
    public String measures() {
        return "202s per second with Prefer: respond-async, workers stopped";
    }

    @Override
    public List<Figure> run(Stage stage) {
        int connections = stage.sizes().connections();
        Map<String, String> settings = stage.settings(Protections.SWITCHED_OFF);
        try (Parts parts = stage.parts()) {
            Loading loading = new Loading(stage, parts);
            stage.progress("loading the bare handler");
            LoadResult bare;
            try (Service handler = parts.program("bare-ingress", BareIngress.class)) {
                HttpLoad load = FirstDialect.notWaiting(handler.port());
                bare = loading.load(
                                load,
                                connections,
                                Schedule.closedLoop(),
                                ACCEPTED,
                                stage.sizes().warmUp())
                        .result();
            }
            double limit = bare.rateOf(ACCEPTED);
            stage.progress(String.format("the bare handler answered %,.0f/s; loading the ingress", limit));
            Service ingress = parts.ingress(settings);
            HttpLoad load = FirstDialect.notWaiting(ingress.port());
            Loading.Loaded loaded = loading.load(
                    load,
                    connections,
                    Schedule.closedLoop(),
                    ACCEPTED,
                    stage.sizes().warmUp());
            LoadResult result = loaded.result();
            requireInKafka(parts, load.sent());
            stage.plot(new Plot(
                    name(),
                    "accept: answers per second",
                    "seconds",
                    "202s per second",
                    List.of(LoadPlots.rate("bare handler", bare), LoadPlots.rate("ingress", result))));
            return List.of(Figure.of(name(), "202s per second", result.rateOf(ACCEPTED), Figure.PER_SECOND)
                    .limitedBy("a bare WebFlux handler that parses the same JSON", limit)
                    .withGoal(Goal.ofLimit(0.5))
                    .withCores(loaded.cores())
                    .withSettings(stage.told(Protections.with("connections", connections))));
        }
    }

    private static void requireInKafka(Parts parts, long sent) {
        try (Consumption consumption = new Consumption(parts.bootstrapServers(), Topics.SIGNUP_REQUESTED)) {
            long written = consumption.written();
            if (written != sent) {
                throw new IllegalStateException(sent + " signups were sent, but Kafka has " + written);
            }
        }
    }
}
