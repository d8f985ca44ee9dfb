package signup.local;

import java.nio.file.Path;
import signup.local.keys.KeyFolder;

/**
 * Makes the key folders of a local installation: for each purpose that has none yet, one key. What is there is never
 * touched, so that links and sealed passwords stay good over restarts.
 */
public final class Keys {

    private static final String FIRST_ID = "local-1";

    private Keys() {}

    /** Sees that the folder has a key for every purpose, readable by its owner only. */
    public static void provide(Path folder) {
        new KeyFolder(folder).provide(FIRST_ID);
    }
}
