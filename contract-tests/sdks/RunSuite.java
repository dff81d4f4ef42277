import java.util.ArrayList;
import java.util.List;
import org.junit.runner.Description;
import org.junit.runner.JUnitCore;
import org.junit.runner.notification.Failure;
import org.junit.runner.notification.RunListener;

/** Runs test classes of Sila's SDK for Java, in the order given after the host to send to, and prints a line for each test. */
public class RunSuite {
  public static void main(String[] args) throws Exception {
    // The suite's own field, from which its tests take the host.
    Class.forName("com.silamoney.client.testsutils.DefaultConfigurations").getField("host").set(null, args[0]);
    List<Class<?>> classes = new ArrayList<>();
    for (int i = 1; i < args.length; i++) classes.add(Class.forName("com.silamoney.client.tests." + args[i]));
    JUnitCore core = new JUnitCore();
    core.addListener(
        new RunListener() {
          private Failure failed;

          @Override
          public void testStarted(Description test) {
            failed = null;
          }

          @Override
          public void testFailure(Failure failure) {
            failed = failure;
          }

          @Override
          public void testFinished(Description test) {
            String name = test.getTestClass().getSimpleName() + "." + test.getMethodName();
            String why = failed == null ? "" : " " + String.valueOf(failed.getMessage()).replaceAll("\\s+", " ");
            System.out.println("\n>> " + (failed == null ? "PASSED " : "FAILED ") + name + why);
          }
        });
    core.run(classes.toArray(new Class<?>[0]));
    // Pools of the suite's HTTP clients would keep the process.
    System.exit(0);
  }
}
