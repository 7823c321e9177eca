"""Speaks every character of the captcha's alphabet into en/ and zh/ beside this file, always with the same bytes."""
import array
import math
import os
import struct
import subprocess
import tempfile

RATE = 11025
FRAME = RATE // 100
LOUDNESS = 0.126
PEAK = 0.8
SILENCE = 0.012
VOICE = 0.05
LONGEST_PAUSE = 8
MARGIN = int(RATE * 0.02)
LOWEST_PITCH, HIGHEST_PITCH = 80, 155
SHORTEST, LONGEST = RATE // 160, RATE // 75

DIGITS = {"2": "two", "3": "three", "4": "four", "5": "five", "6": "six"}
# English phones, the tone on Chao's scale of five levels, and the duration of its voiced part in seconds
MANDARIN = {"2": ("aa r", "51", 0.34), "3": ("s aa n", "55", 0.38), "4": ("s uh", "51", 0.32),
            "5": ("w uw", "2114", 0.44), "6": ("l iy ow", "51", 0.38)}
WORDS = {"a": "apple", "d": "dog", "e": "easy", "g": "girl", "h": "hotel", "j": "July", "m": "mother", "p": "paper",
         "r": "red", "t": "table", "u": "uncle", "w": "water", "x": "x-ray"}


def flite(text, slowness):
    return ["flite", "-voice", "rms", "--setf", f"duration_stretch={slowness}", "-t", text, "-o"]


def phones(names):
    return ["flite", "-voice", "rms", "--setf", "duration_stretch=0.9", "-p", f"pau {names} pau", "-o"]


def spoken(command):
    """The samples, from -1 to 1, of what a synthesiser says when its command is given the file to write."""
    with tempfile.TemporaryDirectory() as folder:
        speech = os.path.join(folder, "speech.wav")
        subprocess.run(command + [speech], check=True)
        raw = subprocess.run(["sox", "-R", "-D", speech, "-t", "raw", "-e", "signed", "-b", "16", "-L", "-c", "1", "-",
                              "gain", "-6", "rate", "-v", str(RATE), "highpass", "70"],
                             check=True, stdout=subprocess.PIPE).stdout
    samples = array.array("h", raw)
    return [sample / 32768 for sample in samples]


def period(samples, place):
    """The pitch period in samples around that place, by autocorrelation; 0 where nothing is voiced."""
    frame = samples[max(0, place - 2 * LONGEST):place + 2 * LONGEST]
    power = sum(sample * sample for sample in frame)
    if len(frame) < 3 * LONGEST or power < len(frame) * VOICE ** 2:
        return 0
    likeness = {lag: sum(a * b for a, b in zip(frame, frame[lag:])) / power for lag in range(SHORTEST, LONGEST)}
    best = max(likeness, key=likeness.get)
    return best if likeness[best] > 0.4 else 0


def pulses(samples):
    """The pitch marks, each with its period: the highest sample near where the next pulse is expected."""
    found, place = [], 0
    while place < len(samples):
        step = period(samples, place)
        if step:
            near = range(max(0, place - step // 4), min(len(samples), place + step // 4))
            place = max(near, key=lambda i: samples[i])
            found.append((place, step))
        place += step or FRAME // 2
    return found


def toned(samples, tone, seconds):
    """The voiced part with this tone and duration, after an unchanged consonant (TD-PSOLA: Moulines and Charpentier, 1990)."""
    marks = pulses(samples)
    first, last = marks[0][0], marks[-1][0]
    length = int(seconds * RATE)
    clip = samples[:first] + [0.0] * (length + LONGEST)
    # the consonant fades out under the first window
    for i in range(min(marks[0][1], first)):
        clip[first - 1 - i] *= 0.5 - 0.5 * math.cos(math.pi * i / marks[0][1])
    place = 0.0
    while place < length:
        source, step = min(marks, key=lambda mark: abs(mark[0] - first - place * (last - first) / length))
        for i in range(max(1 - step, -source), min(step, len(samples) - source)):
            clip[first + int(place) + i] += samples[source + i] * (0.5 + 0.5 * math.cos(math.pi * i / step))
        place += RATE / pitch(tone, place / length)
    return clip


def pitch(tone, moment):
    """In hertz, of a tone on Chao's scale, at a moment from 0 to 1."""
    levels = [int(level) for level in tone]
    place = moment * (len(levels) - 1)
    before = min(int(place), len(levels) - 2)
    level = levels[before] + (place - before) * (levels[before + 1] - levels[before])
    return LOWEST_PITCH * (HIGHEST_PITCH / LOWEST_PITCH) ** ((level - 1) / 4)


def loudness(samples):
    """The root mean square of what is heard: silence inside a clip does not make it quieter."""
    powers = [sum(s * s for s in samples[i:i + FRAME]) / FRAME for i in range(0, len(samples) - FRAME, FRAME)]
    heard = [power for power in powers if power > max(powers) / 1000]
    return math.sqrt(sum(heard) / len(heard))


def trimmed(samples):
    """Without the silence around it, but with a short margin that is faded, so that nothing begins or ends in a click."""
    loud = [i for i, sample in enumerate(samples) if abs(sample) > SILENCE]
    first, last = max(0, loud[0] - MARGIN), min(len(samples), loud[-1] + 2 * MARGIN)
    clip = samples[first:last]
    for i in range(MARGIN // 2):
        clip[i] *= 2 * i / MARGIN
        clip[-1 - i] *= 2 * i / MARGIN
    return clip


def hurried(samples):
    """With no pause longer than the ear needs to tell the letter from its word."""
    clip, quiet = [], 0
    for i in range(0, len(samples), FRAME):
        frame = samples[i:i + FRAME]
        quiet = quiet + 1 if max(abs(sample) for sample in frame) < SILENCE else 0
        if quiet <= LONGEST_PAUSE:
            clip += frame
    return clip


def levelled(samples):
    gain = min(LOUDNESS / loudness(samples), PEAK / max(abs(sample) for sample in samples))
    return [sample * gain for sample in samples]


def mu_law(sample):
    """ITU-T G.711, with 14 bits a sample."""
    value = round(sample * 8192)
    magnitude = min(abs(value), 8158) + 33
    segment = magnitude.bit_length() - 6
    return ~((0x80 if value < 0 else 0) | segment << 4 | magnitude >> segment + 1 & 0xF) & 0xFF


def write(path, samples):
    data = bytes(mu_law(sample) for sample in samples)
    data += b"\xff" * (len(data) % 2)
    header = struct.pack("<HHIIHHH", 7, 1, RATE, RATE, 1, 8, 0)
    body = b"WAVE" + b"fmt " + struct.pack("<I", len(header)) + header + b"data" + struct.pack("<I", len(data)) + data
    with open(path, "wb") as file:
        file.write(b"RIFF" + struct.pack("<I", len(body)) + body)


def said(command):
    return hurried(trimmed(levelled(spoken(command))))


os.chdir(os.path.dirname(os.path.abspath(__file__)))
for folder in ("en", "zh"):
    os.makedirs(folder, exist_ok=True)
for digit, english in DIGITS.items():
    write(f"en/{digit}.wav", levelled(said(flite(english + ".", 1.1))))
for digit, (names, tone, seconds) in MANDARIN.items():
    write(f"zh/{digit}.wav", levelled(trimmed(levelled(toned(said(phones(names)), tone, seconds)))))
for letter, word in WORDS.items():
    write(f"en/{letter}.wav", levelled(said(flite(f"{letter.upper()}, as in {word}.", 0.88))))
    write(f"zh/{letter}.wav", levelled(said(flite(f"{word} duh {letter.upper()}.", 1.15))))
