// SPDX-License-Identifier: MIT

// How long a result takes to its first tree, as a ratio to the time QJsonDocument takes to read the same
// bytes in the same run. Usage: bench_results [MEGABYTES]. Exit code 1 when ours is the slower one.

#include "app/results/jsontreemodel.h"

#include <QElapsedTimer>
#include <QJsonDocument>
#include <QTextStream>

#include <algorithm>
#include <functional>
#include <vector>

using results::JsonTreeModel;
using results::ResultDocument;

namespace {

constexpr int rounds = 5;

/// A result in the service's shape: pages of text blocks with boxes, and a table of extracted rows.
QByteArray resultOfSize(qsizetype size) {
    QByteArray json = "{\"collection_id\":\"0f9d2c1e\",\"parse\":{\"blocks\":[";
    for (int i = 0; json.size() < size * 3 / 4; ++i) {
        const QByteArray number = QByteArray::number(i);
        json +=
            "{\"id\":\"p" + QByteArray::number(i / 40) + "_b" + number +
            "\",\"type\":\"text\",\"page\":" + QByteArray::number(i / 40) +
            ",\"bbox\":{\"x0\":0.1,\"y0\":0.0512,\"x1\":0.6,\"y1\":0.1201},\"content\":\"Line " + number +
            " of the page, with a \\\"quote\\\", a dash \xE2\x80\x93 and the usual amount of text in it.\","
            "\"layout_confidence\":95,\"parse_confidence\":97.0,\"hyperlinks\":[],\"image_base64\":null},";
    }
    json.chop(1);
    json += "]},\"extractions\":[{\"split_name\":null,\"fields\":{\"line_items\":[";
    for (int i = 0; json.size() < size; ++i) {
        const QByteArray number = QByteArray::number(i);
        json += "{\"description\":{\"value\":\"Item " + number +
                "\",\"confidence\":91.5,\"evidence\":[{\"text\":\"Item " + number +
                "\",\"page_number\":1}]},\"qty\":{\"value\":" + number +
                ",\"confidence\":93.0,\"evidence\":[]}},";
    }
    json.chop(1);
    return json + "]}}],\"extraction\":null}";
}

double milliseconds(const std::function<void()> &work) {
    QElapsedTimer timer;
    timer.start();
    work();
    return double(timer.nsecsElapsed()) / 1e6;
}

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

} // namespace

int main(int argc, char **argv) {
    const int megabytes = argc > 1 ? QByteArray(argv[1]).toInt() : 20;
    QTextStream out(stdout);
    if (megabytes <= 0) {
        out << "usage: bench_results [MEGABYTES]\n";
        return 2;
    }
    const QByteArray json = resultOfSize(qsizetype(megabytes) * 1'000'000);

    std::vector<double> yardstick;
    std::vector<double> firstTree;
    std::vector<double> longArray;
    for (int round = 0; round < rounds; ++round) {
        yardstick.push_back(milliseconds([&] {
            if (QJsonDocument::fromJson(json).isNull())
                qFatal("QJsonDocument cannot read the generated result");
        }));
        JsonTreeModel model;
        firstTree.push_back(milliseconds([&] {
            model.setDocument(ResultDocument::fromBytes(json));
            if (model.rowCount() != 4)
                qFatal("the generated result has no four members");
        }));
        longArray.push_back(milliseconds([&] {
            const QModelIndex blocks = model.indexOfPath(u"$.parse.blocks");
            while (model.canFetchMore(blocks))
                model.fetchMore(blocks);
        }));
    }
    const double ratio = median(firstTree) / median(yardstick);
    out << "result of " << json.size() << " bytes, medians of " << rounds << "\n"
        << "QJsonDocument::fromJson     " << median(yardstick) << " ms\n"
        << "document and opened root    " << median(firstTree) << " ms, ratio " << ratio << "\n"
        << "all pages of the long array " << median(longArray) << " ms, ratio "
        << median(longArray) / median(yardstick) << "\n";
    return ratio < 1 ? 0 : 1;
}
