package signup.benchmarks.scenario;

import signup.benchmarks.Stage;
import signup.benchmarks.limit.BarePrototype;
import signup.benchmarks.load.HttpLoad;
import signup.benchmarks.load.Schedule;
import signup.benchmarks.parts.Parts;
import signup.benchmarks.parts.Tables;

/**
 * The bare prototype in the place of ingress and worker: on their broker and in a copy of their database, with the same
 * load. It comes before they start and is gone when they do.
 */
final class BareStack {

    static final String IS =
            "a bare prototype of this shape (reactor-netty and JSON to Kafka, the worker's own insert of"
                    + " users, event and reply in one transaction with the offsets), without authentication, validation, Avro,"
                    + " passwords and recorded decisions";

    private static final int CREATED = 201;

    private BareStack() {}

    /** What signups without a password get; the services would be warmed up and measured as long. */
    static Loading.Loaded load(Stage stage, Parts parts) {
        stage.progress("letting a worker make its tables");
        parts.migrate(stage.settings(WarmStack.settings()));
        try (Parts.Copy database = parts.copyOfDatabase();
                BarePrototype bare = BarePrototype.start(stage.project(), parts, database)) {
            stage.progress("warming up the bare prototype");
            Loading loading = new Loading(stage, parts);
            HttpLoad load = FirstDialect.waiting(bare.port(), false);
            int connections = stage.sizes().connections();
            loading.warmUp(
                    load, connections, Schedule.closedLoop(), stage.sizes().warmUp());
            Loading.Loaded loaded = loading.loadWarm(
                    load,
                    connections,
                    Schedule.closedLoop(),
                    CREATED,
                    stage.sizes().warmUp().dividedBy(5));
            long users = new Tables(database).users();
            if (users != load.sent()) {
                throw new IllegalStateException(
                        load.sent() + " signups were answered bare, but there are " + users + " users");
            }
            return loaded;
        }
    }
}
