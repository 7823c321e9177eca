package io.komauth.benchmarks.strength;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.komauth.benchmarks.Table;

/** How many pictures tesseract reads, after each step of cleaning and by the best of all readings. */
final class TesseractTable {

    private static final int LINE = 7;
    private static final int WORD = 8;

    private TesseractTable() {
    }

    static Table of(int pictures) throws Exception {
        List<String> headings = new ArrayList<>(List.of("read by tesseract, of " + pictures));
        Stream.of(Preprocessing.values()).forEach(step -> headings.add(step.toString()));
        headings.addAll(List.of("best of all", "goal"));
        Table table = new Table(headings.toArray(String[]::new));
        for (CaptchaMaker make : CaptchaMaker.values()) {
            List<LabelledImage> sample = make.pictures(pictures);
            List<Object> cells = new ArrayList<>(List.of(make));
            BitSet best = new BitSet();
            for (Preprocessing step : Preprocessing.values()) {
                BitSet read = read(make, sample, step);
                cells.add(read.cardinality());
                best.or(read);
            }
            cells.add(best.cardinality());
            cells.add(make.goal("at most 5 of 1,000"));
            table.row(cells.toArray());
        }
        return table;
    }

    /** Which pictures are read right, as a line or as a word. */
    private static BitSet read(CaptchaMaker make, List<LabelledImage> sample, Preprocessing step) throws Exception {
        List<BufferedImage> cleaned = sample.stream().map(picture -> step.clean(picture.image())).toList();
        BitSet right = new BitSet();
        for (int segmentation : new int[] {LINE, WORD}) {
            List<String> texts = Tesseract.read(cleaned, segmentation);
            IntStream.range(0, texts.size()).filter(i -> make.fold(texts.get(i)).equals(sample.get(i).text()))
                    .forEach(right::set);
        }
        return right;
    }
}
