package com.cruddur.cli;

import com.cruddur.core.problem.CruddurException;
import com.cruddur.core.problem.ErrorCode;
import picocli.CommandLine.Command;

/** Here for the sake of {@code --help}: the launcher runs {@code up} from the API's tests, of which nothing ships. */
@Command(
        name = "up",
        description = "Start the whole system on this machine, with sample data ('./cruddur up --help' tells more).")
final class UpCommand implements Runnable {

    @Override
    public void run() {
        throw new CruddurException(ErrorCode.MALFORMED_REQUEST, "Start it from the source tree: ./cruddur up");
    }
}
