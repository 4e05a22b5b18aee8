// How long Apache Velocity takes to render the templates of a file of cases. Prints a line for every case that renders: its id, a
// tab, nanoseconds for a rendering. The counterpart of src/templates.rs, which says what is timed.
import com.google.gson.*;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.*;
import java.util.*;
import org.apache.velocity.*;
import org.apache.velocity.app.VelocityEngine;
import org.apache.velocity.app.event.*;
import org.apache.velocity.context.Context;
import org.apache.velocity.runtime.resource.loader.StringResourceLoader;
import org.apache.velocity.runtime.resource.util.StringResourceRepository;
import org.apache.velocity.util.introspection.Info;

public class VelocityBench {
    static final long WARM_UP = 20_000_000L;
    // Java compiles what runs often: it gets several rounds before it counts.
    static final int WARM_UP_ROUNDS = 3;
    static final int BATCH = 64;
    static final int BATCHES = 21;

    /** API Gateway's rule: a null reference is the empty string. So both sides render the same. */
    public static class Nulls implements InvalidReferenceEventHandler {
        public Object invalidGetMethod(Context context, String reference, Object object, String property, Info info) { return ""; }
        public boolean invalidSetMethod(Context context, String left, String right, Info info) { return false; }
        public Object invalidMethod(Context context, String reference, Object object, String method, Info info) { return ""; }
    }

    static class Case {
        String id;
        Template template;
        JsonElement variables;
        long sink;

        VelocityContext context() {
            Map<String, Object> map = new HashMap<>();
            if (variables != null && variables.isJsonObject())
                for (Map.Entry<String, JsonElement> entry : variables.getAsJsonObject().entrySet())
                    map.put(entry.getKey(), value(entry.getValue()));
            VelocityContext context = new VelocityContext(map);
            EventCartridge cartridge = new EventCartridge();
            cartridge.addEventHandler(new Nulls());
            cartridge.attachToContext(context);
            return context;
        }

        long batch() {
            List<VelocityContext> contexts = new ArrayList<>();
            for (int i = 0; i < BATCH; i++) contexts.add(context());
            long started = System.nanoTime();
            for (VelocityContext context : contexts) {
                StringWriter writer = new StringWriter();
                template.merge(context, writer);
                sink += writer.toString().length();
            }
            return System.nanoTime() - started;
        }

        void warmUp() {
            long started = System.nanoTime();
            while (System.nanoTime() - started < WARM_UP) batch();
        }
    }

    static Object value(JsonElement json) {
        if (json.isJsonNull()) return null;
        if (json.isJsonArray()) {
            List<Object> list = new ArrayList<>();
            for (JsonElement item : json.getAsJsonArray()) list.add(value(item));
            return list;
        }
        if (json.isJsonObject()) {
            Map<String, Object> map = new LinkedHashMap<>();
            for (Map.Entry<String, JsonElement> entry : json.getAsJsonObject().entrySet()) map.put(entry.getKey(), value(entry.getValue()));
            return map;
        }
        JsonPrimitive primitive = json.getAsJsonPrimitive();
        if (primitive.isBoolean()) return primitive.getAsBoolean();
        if (primitive.isString()) return primitive.getAsString();
        String number = primitive.getAsString();
        if (number.matches(".*[.eE].*")) return Double.valueOf(number);
        long whole = Long.parseLong(number);
        if (whole == (int) whole) return (int) whole;
        return whole;
    }

    /** An engine for each template: a macro belongs to the template that defines it. */
    static Template compile(String source) {
        VelocityEngine engine = new VelocityEngine();
        engine.setProperty("runtime.log.logsystem.class", "org.apache.velocity.runtime.log.NullLogChute");
        engine.setProperty("velocimacro.library", "");
        engine.setProperty("resource.loader", "string");
        engine.setProperty("string.resource.loader.class", StringResourceLoader.class.getName());
        engine.setProperty("string.resource.loader.repository.static", "false");
        engine.init();
        StringResourceRepository sources =
            (StringResourceRepository) engine.getApplicationAttribute(StringResourceLoader.REPOSITORY_NAME_DEFAULT);
        sources.putStringResource("case", source);
        return engine.getTemplate("case", "UTF-8");
    }

    public static void main(String[] arguments) throws Exception {
        String text = new String(Files.readAllBytes(Paths.get(arguments[0])), StandardCharsets.UTF_8);
        List<Case> cases = new ArrayList<>();
        for (JsonElement element : JsonParser.parseString(text).getAsJsonArray()) {
            JsonObject input = element.getAsJsonObject().getAsJsonObject("input");
            if (input == null || !input.has("template")) continue;
            Case one = new Case();
            one.id = element.getAsJsonObject().get("id").getAsString();
            one.variables = input.get("context");
            try {
                one.template = compile(input.get("template").getAsString());
                one.template.merge(one.context(), new StringWriter());
                cases.add(one);
            } catch (RuntimeException refused) {
                // What Velocity refuses is not compared.
            }
        }
        for (int round = 0; round < WARM_UP_ROUNDS; round++) for (Case one : cases) one.warmUp();
        long sink = 0;
        for (Case one : cases) {
            one.warmUp();
            long[] times = new long[BATCHES];
            for (int i = 0; i < BATCHES; i++) times[i] = one.batch();
            Arrays.sort(times);
            System.out.println(one.id + "\t" + times[BATCHES / 2] / BATCH);
            sink += one.sink;
        }
        if (sink == 0) throw new IllegalStateException("nothing was rendered");
    }
}
