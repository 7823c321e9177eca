"""Makes the table of .ci/compatibility: compatibility-table.py <folder of results> <SHA-256 of the JAR> [--into <file>]"""
import collections
import pathlib
import re
import sys
import xml.etree.ElementTree

AREAS = {
    'io.komauth.captcha': 'Captchas: images, audio, keys',
    'io.komauth.grant': 'Captcha grant and its errors',
    'io.komauth.authentication': 'Direct grant steps',
    'io.komauth.authentication.pages': 'Login, registration and reset pages in a browser',
    'io.komauth.claims': 'Tenant and user claims',
    'io.komauth.signature': 'Shared signature and resource servers',
    'io.komauth.password': 'Imported passwords',
    'io.komauth.loginapi': 'Documented login API',
    'io.komauth.logging': 'Log lines that cannot be forged',
    'io.komauth.tenant': 'New tenants by console, `kcadm.sh` and import',
    'io.komauth.administrator': 'Existing realms that become tenants',
    'io.komauth.adminui': 'Tenant tab',
    'io.komauth.migration': 'Moving users in, removing the JAR',
    'io.komauth.cluster': 'Clusters',
    'io.komauth.http': 'Slow clients',
}
# tested in containers, whose server has one version
LEFT_OUT = {'io.komauth.containers'}
BEGIN, END = '<!-- made by .ci/compatibility -->\n', '<!-- end of what it makes -->\n'


class Count:
    """Tests that ran, of which some failed, and tests that were skipped."""
    ran = failed = skipped = 0

    def add(self, suite):
        skipped = int(suite.get('skipped'))
        self.ran += int(suite.get('tests')) - skipped
        self.skipped += skipped
        self.failed += int(suite.get('failures')) + int(suite.get('errors'))

    def __str__(self):
        skipped = f', {self.skipped} skipped' if self.skipped else ''
        return f'{self.ran - self.failed} of {self.ran}{skipped}' if self.ran or self.skipped else '–'


def read(folder, digest):
    """The counts of each version by area, and whether a run broke off; results of another JAR count for nothing."""
    versions, broken = {}, False
    for mark in folder.glob('*/jar.sha256'):
        version = mark.parent.name
        if mark.read_text().strip() != digest:
            print(f'{version}: the results are of another JAR, and left out', file=sys.stderr)
            continue
        counts = collections.defaultdict(Count)
        for report in mark.parent.glob('TEST-*.xml'):
            suite = xml.etree.ElementTree.parse(report).getroot()
            counts[suite.get('name').rpartition('.')[0]].add(suite)
            for case in suite.iter('testcase'):
                if case.find('failure') is not None or case.find('error') is not None:
                    print(f'{version}: {case.get("classname")} {case.get("name")} failed', file=sys.stderr)
        versions[version] = counts
        broken |= not is_complete(mark.parent / 'failsafe-summary.xml', version)
    by_age = sorted(versions.items(), key=lambda item: [int(part) for part in item[0].split('.')])
    return dict(by_age), broken


def is_complete(summary, version):
    """Whether the run came to its end; a test JVM that died leaves tests out of the counts."""
    root = xml.etree.ElementTree.parse(summary).getroot()
    complete = not root.findtext('failureMessage') and root.get('timeout') == 'false'
    if not complete:
        print(f'{version}: the run broke off: {root.findtext("failureMessage")}', file=sys.stderr)
    return complete


def markdown(versions):
    present = {package for counts in versions.values() for package in counts}
    packages = [package for package in AREAS if package in present] + sorted(present - AREAS.keys() - LEFT_OUT)
    rows = [[AREAS.get(package, f'`{package}`')] + [counts[package] for counts in versions.values()]
            for package in packages]
    header = ['Keycloak', *versions]
    return ''.join(f'| {" | ".join(map(str, row))} |\n' for row in [header, ['---'] * len(header), *rows])


def main(results, digest, *into):
    versions, broken = read(pathlib.Path(results), digest)
    if not versions:
        sys.exit('There are no results of this JAR.')
    table = markdown(versions)
    print(f'{table}\nEach with the same keycloak-kom-auth.jar, SHA-256 {digest}')
    if into:
        file = pathlib.Path(into[1])
        text, places = re.subn(f'(?s)(?<={BEGIN}).*?(?={END})', lambda _: f'\n{table}\n', file.read_text())
        if places != 1:
            sys.exit(f'{file} has no place for the table.')
        file.write_text(text)
    sys.exit(broken or any(count.failed for counts in versions.values() for count in counts.values()))


main(*sys.argv[1:])
